#include "signinform_p.h"

#include <sk/theme/theme.h>

#include <QAction>
#include <QEvent>
#include <QKeyEvent>

namespace sk::ui {

PasswordEdit::PasswordEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_reveal(new QAction(this))
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_reveal->setCheckable(true);
    m_reveal->setShortcut(QStringLiteral("Ctrl+H")); // its button takes no focus
    m_reveal->setShortcutContext(Qt::WidgetShortcut);
    addAction(m_reveal, QLineEdit::TrailingPosition);
    connect(m_reveal, &QAction::toggled, this, [this](bool on) {
        setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
        retranslate();
    });
    retranslate();
}

void PasswordEdit::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    if (text.size() == 1 && text.front().isLetter() && text.front().toLower() != text.front().toUpper()) {
        const bool shift = event->modifiers() & Qt::ShiftModifier;
        emit capsLockSeen(text.front().isUpper() != shift);
    } else if (event->key() == Qt::Key_CapsLock) {
        emit capsLockSeen(false); // which way it went is not known; the next letter tells
    }
    QLineEdit::keyPressEvent(event);
}

void PasswordEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::ApplicationPaletteChange)
        retranslate();
}

void PasswordEdit::retranslate()
{
    m_reveal->setText(m_reveal->isChecked() ? tr("Hide password") : tr("Show password"));
    m_reveal->setToolTip(QStringLiteral("%1 (%2)").arg(m_reveal->text(), m_reveal->shortcut().toString(QKeySequence::NativeText)));
    m_reveal->setIcon(theme::Theme::instance().icon(m_reveal->isChecked() ? QStringLiteral("hide") : QStringLiteral("show")));
}

} // namespace sk::ui
