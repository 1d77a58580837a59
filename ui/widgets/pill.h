#pragma once

#include <sk/theme/theme.h>

#include <QWidget>

namespace sk::widgets {

/// A short word with its symbol on a rounded ground in a tone: a state at a glance.
class Pill : public QWidget {
    Q_OBJECT

public:
    explicit Pill(QWidget *parent = nullptr);
    void setState(theme::Tone tone, const QString &text, bool outlined = false);
    [[nodiscard]] QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int symbolWidth() const; ///< with the gap behind it; 0: no symbol
    theme::Tone m_tone = theme::Tone::Neutral;
    QString m_text;
    bool m_outlined = false;
};

} // namespace sk::widgets
