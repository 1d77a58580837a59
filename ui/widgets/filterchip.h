#pragma once

#include <QAbstractButton>

namespace sk::widgets {

/// One part of a filter: a click or Space switches it off and on, its cross, Backspace or Delete removes it, Enter, F2 or a double
/// click turns it back into text. `checked` is on. Left and Right go to its neighbours.
class FilterChip : public QAbstractButton {
    Q_OBJECT

public:
    explicit FilterChip(const QString &part, QWidget *parent = nullptr);

    [[nodiscard]] QString part() const { return m_part; }
    /// Marked, a chip stands on the accent's ground and carries an arrow: somebody else does its work. `note` says who, as tooltip.
    void setMark(bool marked, const QString &note);
    [[nodiscard]] bool isMarked() const { return m_marked; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void removeRequested();
    void editRequested();
    void neighbourRequested(int step); ///< -1: to the left, 1: to the right

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QRect crossRect() const;
    [[nodiscard]] int textWidth() const;
    void retranslate();

    QString m_part;
    QString m_note;
    bool m_marked = false;
    bool m_crossPressed = false;
};

} // namespace sk::widgets
