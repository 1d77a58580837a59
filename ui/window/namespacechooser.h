#pragma once

#include <QStringList>
#include <QTimer>
#include <QToolButton>

class QFrame;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace sk::ui {

/// A button that says which namespaces are shown, with a list behind it: type to narrow, Space or a click ticks, *All* forgets the
/// choice. A name that is not in the list can be chosen too, for users who may see a namespace but not the list of them.
class NamespaceChooser : public QToolButton {
    Q_OBJECT

public:
    explicit NamespaceChooser(QWidget *parent = nullptr);

    void setKnown(const QStringList &names); ///< what the server lists; order is made here
    void setChosen(const QStringList &names); ///< shows the choice, emits nothing; empty: all
    [[nodiscard]] QStringList chosen() const { return m_chosen; }
    void openList();

signals:
    void chosenChanged(const QStringList &names);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void toggle(int row);
    void tellSoon();
    void updateText();
    void retranslate();

    QStringList m_known;
    QStringList m_chosen;
    QStringList m_told;
    bool m_ticked = false; ///< since the list was opened, or narrowed by other letters
    QTimer m_tell; ///< several ticks in a row are one change
    QFrame *m_popup;
    QLineEdit *m_search;
    QListWidget *m_list;
    QPushButton *m_all;
    QLabel *m_hint;
};

} // namespace sk::ui
