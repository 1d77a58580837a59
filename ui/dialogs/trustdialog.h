#pragma once

#include <sk/net/connectioncheck.h>
#include <sk/session/profile.h>

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace sk::ui {

/// Shows who a server claims to be when no authority that this computer knows vouches for it, and asks. *No* is the default. Another key than
/// the one that was trusted is shown beside that one, and is only taken after the server's name was typed. There is no way here, nor anywhere
/// else, to switch the checking off. Opened with open(); tells its answer by the signal and closes.
class TrustDialog : public QDialog {
    Q_OBJECT

public:
    enum class Answer { No, TrustKey, ImportCa };
    Q_ENUM(Answer)

    /// `profile` is the connection's: its old pin is what a changed key is compared with.
    TrustDialog(QString host, net::TlsReport report, session::Profile profile, QWidget *parent = nullptr);

    /// The profile after an answer: with a pin of the key and of what was wrong besides, or with the CA of the server's chain.
    [[nodiscard]] static session::Profile applied(session::Profile profile, const net::TlsReport &report, Answer answer);
    /// The authority at the end of the chain that the server sent, if it sent one, and if that would help: a null certificate else.
    [[nodiscard]] static QSslCertificate importable(const net::TlsReport &report);

signals:
    void answered(sk::ui::TrustDialog::Answer answer);

private:
    void build();
    [[nodiscard]] QWidget *facts(const QString &title, const QSslCertificate &certificate, bool chain);
    void answer(Answer answer);

    QString m_host;
    net::TlsReport m_report;
    session::Profile m_profile;
    bool m_answered = false;

protected:
    void done(int result) override;
};

} // namespace sk::ui
