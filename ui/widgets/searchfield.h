#pragma once

#include <QLineEdit>
#include <QTimer>

namespace sk::widgets {

/// A line for filtering: a magnifier, a clear button, Esc clears. Tells what was typed after a short rest, or at once on Enter.
class SearchField : public QLineEdit {
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);
    void setQuery(const QString &text); ///< shows it and tells at once

signals:
    void queryChanged(const QString &text);
    void leftDownwards(); ///< Down arrow: the keyboard wants to go on in the list

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tell();
    QTimer m_rest;
    QString m_told;
    QAction *m_magnifier;
};

} // namespace sk::widgets
