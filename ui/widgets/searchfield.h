#pragma once

#include <QLineEdit>
#include <QTimer>

namespace sk::widgets {

/// A filter's line edit: icon, *clear*, and a moment's patience while the user types.
class SearchField : public QLineEdit {
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);

    void setFilterText(const QString &text); ///< sets it and says so at once

signals:
    void filterChanged(const QString &text); ///< 100 ms after the last key; at once on Enter and *clear*
    void leaveRequested(); ///< Down or Enter: on to the results

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void announce();

    QTimer m_patience;
    QString m_announced;
    QAction *m_clear;
};

} // namespace sk::widgets
