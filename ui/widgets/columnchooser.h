#pragma once

#include <QFrame>
#include <QList>
#include <QString>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace sk::widgets {

/// A column as the chooser shows it.
struct ColumnChoice {
    QString id;
    QString title;
    bool shown = true;
    bool fixed = false; ///< can neither be hidden nor moved
    bool removable = false; ///< the user's own: Delete takes it out
};

/// What could be a column too.
struct ColumnSuggestion {
    QString spec; ///< what addRequested() says
    QString title;
    QString hint; ///< where it is from: "label", "field"
};

/// A popup in which columns are shown, hidden, put in order and added: the ones that are there above, what could be one below, and a
/// line that finds among both or takes what is typed. Everything by keyboard: Down into the list, Space to show or hide, Ctrl+Up and
/// Ctrl+Down to move, Ctrl+Left and Ctrl+Right to make narrower and wider, Delete to take out, Esc to close. Changes take effect at once.
class ColumnChooser : public QFrame {
    Q_OBJECT

public:
    explicit ColumnChooser(QWidget *parent = nullptr);

    void setColumns(const QList<ColumnChoice> &columns); ///< in the order on screen
    void setSuggestions(const QList<ColumnSuggestion> &suggestions);
    void setError(const QString &text); ///< below the line; empty: none
    void popup(const QPoint &globalPosition); ///< its upper right corner when there is no room to the right

signals:
    void shownChanged(const QString &id, bool shown);
    void moved(const QString &id, int position); ///< among all columns
    void widened(const QString &id, int characters); ///< below 0: narrower
    void addRequested(const QString &spec);
    void removeRequested(const QString &id);
    void resetRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void rebuild();
    void take(QListWidgetItem *item);
    void enter();
    void moveCurrent(int by);
    void widenCurrent(int characters);
    [[nodiscard]] bool listKey(int key, Qt::KeyboardModifiers modifiers);

    QLineEdit *m_line;
    QLabel *m_error;
    QListWidget *m_list;
    QPushButton *m_reset;
    QList<ColumnChoice> m_columns;
    QList<ColumnSuggestion> m_suggestions;
    bool m_building = false;
};

} // namespace sk::widgets
