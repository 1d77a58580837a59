#include "sessionnotice.h"

#include <sk/dialogs/errortext.h>
#include <sk/pages/listwords.h>

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace sk::ui {

namespace {

using session::RefusalCause;
using State = session::SessionState;
using Kind = SessionNotice::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(sk::ui::SessionNotice)
public:
    static QString cause(const session::Session &session, QString &details);
    static void attempt(SessionNotice &notice, const Error &error, UnixMs blockedUntil, UnixMs now);
    static SessionNotice refused(const session::Session &session, const Error &attempt, UnixMs blockedUntil, UnixMs now);
    static SessionNotice network(const session::Session &session, UnixMs now);
    static SessionNotice keychain(const session::Session &session);
};

QString shortTime(UnixMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time).time().toString(QStringLiteral("HH:mm"));
}

QString Words::cause(const session::Session &session, QString &details)
{
    const ErrorText text = errorText(session.lastError());
    details = text.details;
    switch (session.cause()) {
    case RefusalCause::Expired:
    case RefusalCause::NotRenewable: return tr("The session has expired.");
    case RefusalCause::Revoked: return tr("Signed in elsewhere, or the server restarted.");
    case RefusalCause::AccountRefused: return tr("The account is disabled, or was deleted.");
    case RefusalCause::ProgramRefused:
    case RefusalCause::None: break;
    }
    return text.title.isEmpty() ? tr("The server no longer accepts this session.") : text.title;
}

void Words::attempt(SessionNotice &notice, const Error &error, UnixMs blockedUntil, UnixMs now)
{
    const ErrorText text = errorText(error);
    notice.tone = theme::Tone::Failing;
    notice.title = text.title;
    notice.text = text.advice;
    notice.details = text.details;
    switch (error.code) {
    case ErrorCode::WrongCredentials:
        if (error.reason == QLatin1String("NotSentAgain")) {
            notice.title = tr("This password was refused at %1.").arg(timeOfDay(error.detail.toLongLong()));
            notice.text = tr("It was not sent again: failures lock the account.");
            notice.details.clear();
        } else {
            notice.title = tr("The server refused this password.");
            notice.text = tr("It is not sent again: failures lock the account.");
        }
        break;
    case ErrorCode::AccountLocked:
        if (blockedUntil > now) {
            notice.blockedForSeconds = static_cast<int>((blockedUntil - now + 999) / 1000);
            notice.title = tr("The account is blocked until %1.").arg(shortTime(blockedUntil));
            notice.text = tr("Until then even the right password is refused, so none is sent.");
        } else {
            notice.tone = theme::Tone::Warning;
            notice.title = tr("The block of the account should be over.");
            notice.text = tr("What you see stays; nothing is lost.");
        }
        break;
    case ErrorCode::AccountDisabled:
        notice.title = tr("The account is disabled.");
        notice.text = tr("The password was not the problem. The administrator can activate the account.");
        break;
    default: break;
    }
}

SessionNotice Words::refused(const session::Session &session, const Error &attempt, UnixMs blockedUntil, UnixMs now)
{
    SessionNotice notice;
    notice.kind = session.state() == State::SigningIn ? Kind::Trying : Kind::Password;
    if (attempt) {
        if (attempt.code == ErrorCode::TlsUntrusted)
            notice.kind = Kind::Certificate;
        Words::attempt(notice, attempt, blockedUntil, now);
        return notice;
    }
    if (session.refusedSince() == 0) {
        notice.title = tr("Locked.");
        notice.text = tr("Nothing is lost; the password opens it again.");
        return notice;
    }
    notice.title = cause(session, notice.details);
    notice.text = tr("What you see is as of %1; nothing is lost.").arg(timeOfDay(session.refusedSince()));
    return notice;
}

SessionNotice Words::network(const session::Session &session, UnixMs now)
{
    const ErrorText text = errorText(session.lastError());
    SessionNotice notice;
    notice.kind = Kind::Network;
    notice.title = text.title;
    notice.details = text.details;
    if (session.lastError().code == ErrorCode::TlsUntrusted) {
        notice.kind = Kind::Certificate;
        notice.tone = theme::Tone::Failing;
        notice.text = tr("Nothing was sent to it. You stay signed in; look at the certificate to decide.");
        return notice;
    }
    const auto seconds = static_cast<int>(std::max<UnixMs>(0, session.nextTryAt() - now + 999) / 1000);
    notice.text = seconds > 0 ? tr("You stay signed in. Tried again in %n second(s).", nullptr, seconds) : tr("You stay signed in. Trying again…");
    return notice;
}

SessionNotice Words::keychain(const session::Session &session)
{
    SessionNotice notice;
    notice.kind = Kind::Keychain;
    if (session.storing()) {
        notice.title = tr("Waiting for the keychain.");
        notice.text = tr("%1 has not answered yet; it may be asking for its own password.").arg(session.storeName());
        return notice;
    }
    const ErrorText text = errorText(session.storeError());
    notice.title = session.storeError().reason == QLatin1String("Slow") ? tr("The keychain did not answer.") : text.title;
    notice.text = tr("You stay signed in until the program ends. Nothing was written to a file.");
    notice.details = text.details;
    return notice;
}

} // namespace

SessionNotice noticeOf(const session::Session &session, const Error &attempt, UnixMs blockedUntil, UnixMs now)
{
    switch (session.state()) {
    case State::Refused:
    case State::Locked:
    case State::SigningIn: return Words::refused(session, attempt, blockedUntil, now);
    case State::WaitingForNetwork: return Words::network(session, now);
    case State::Refreshing:
        if (session.lastError()) // a try after trouble: the bar does not come and go with each
            return Words::network(session, now);
        break;
    case State::Active: break;
    case State::SignedOut:
    case State::Restoring: return {};
    }
    SessionNotice notice;
    if (session.identity().preRegistration) {
        notice.kind = Kind::PreRegistration;
        notice.title = Words::tr("You have no account on this server yet.");
        notice.text = Words::tr("You signed in through another service. Open the web console once to choose a user name, then sign in again here.");
    } else if (session.identity().mustChangePassword) {
        notice.kind = Kind::ChangePassword;
        notice.title = Words::tr("The password must be changed.");
        notice.text = Words::tr("The account still has the password that it was made with.");
        notice.mayWrite = session::writeRule(session.profile()) != session::WriteRule::Forbidden;
        if (!notice.mayWrite)
            notice.text += u' ' + Words::tr("This connection is read only: change it in the web console.");
    } else if (!session.stored() && (session.storeError() || session.storing())) {
        return Words::keychain(session);
    }
    return notice;
}

} // namespace sk::ui
