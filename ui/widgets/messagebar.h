#pragma once

#include <sk/theme/theme.h>

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;
class QLabel;

namespace sk::widgets {

/// A bar across a page that says something in a tone and may hold controls at its right: never a box in the way.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);
    void setMessage(theme::Tone tone, const QString &strong, const QString &text);
    void addControl(QWidget *control); ///< takes ownership
    [[nodiscard]] QString message() const; ///< strong and text, for tests and screen readers
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void updateColors();
    void arrange();
    theme::Tone m_tone = theme::Tone::Warning;
    QString m_strongText;
    QLabel *m_strong;
    QLabel *m_text;
    QBoxLayout *m_layout;
    QBoxLayout *m_words;
    QHBoxLayout *m_controls;
};

} // namespace sk::widgets
