#pragma once

#include <sk/theme/theme.h>

#include <QWidget>

namespace sk::widgets {

/// A pill that says in shape, word and colour how true something is: "● Live", "▲ As of 14:31:07".
class FreshnessChip : public QWidget {
    Q_OBJECT

public:
    explicit FreshnessChip(QWidget *parent = nullptr);

    void setState(theme::Tone tone, const QString &text, const QString &toolTip = {});
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] theme::Tone tone() const { return m_tone; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    theme::Tone m_tone = theme::Tone::Unknown;
    QString m_text;
};

} // namespace sk::widgets
