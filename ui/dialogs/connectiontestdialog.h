#pragma once

#include <sk/session/connectiontest.h>
#include <sk/session/profile.h>

#include <QDialog>

#include <memory>

class QLabel;
class QPushButton;

namespace sk::ui {

class ErrorLine;

/// *Test connection*: each step with what it found, as it goes. No name, no password, no token is sent.
class ConnectionTestDialog : public QDialog {
    Q_OBJECT

public:
    ConnectionTestDialog(const net::ServerAddress &address, const session::Profile &profile, QWidget *parent = nullptr);
    ~ConnectionTestDialog() override;

signals:
    /// The user wants to see, and perhaps trust, the certificate that stood in the way.
    void certificateWanted(const sk::net::TlsReport &report);

private:
    struct Row {
        QLabel *symbol = nullptr, *name = nullptr, *text = nullptr;
    };
    void build(const QString &server);
    void update();
    [[nodiscard]] QString words(session::ConnectionTest::Step step) const;

    net::ServerAddress m_address;
    std::unique_ptr<session::ConnectionTest> m_test;
    std::array<Row, session::ConnectionTest::stepCount> m_rows;
    ErrorLine *m_error = nullptr;
    QPushButton *m_certificate = nullptr, *m_again = nullptr;
    QString m_hint;

    void start();
};

} // namespace sk::ui
