#pragma once

#include <sk/pages/pageaddress.h>

#include <sk/core/clock.h>
#include <sk/kube/cluster.h>
#include <sk/kube/resourcekind.h>
#include <sk/session/session.h>
#include <sk/settings/settings.h>

#include <QMainWindow>

#include <memory>
#include <optional>
#include <vector>

namespace sk::ui {

/// What a window shows: one signed-in connection. The window owns none of it; Application keeps it alive as long as the window has it.
struct Connection {
    session::Session *session = nullptr;
    kube::Cluster *cluster = nullptr;
};

/// The program's window: navigation, pages, detail pane, status area, session bar.
///
/// Appears before anything is fetched; without a connection it shows an empty frame with *Sign in*.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(settings::Settings &settings, const Clock &clock, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Takes up a connection, or none (after sign-out); pages of the one before are closed.
    /// Begins with the page `first`, or with the one shown last: what nobody asked to see is not read.
    void setConnection(const Connection &connection, const std::optional<PageAddress> &first = {});
    /// Without a connection: the name of the one of last time that is being taken up, which may wait for a keychain or a network;
    /// empty: none. `trouble` is what hinders it, `nextTry` when it is tried again (by the window's clock; 0: just now).
    void setRestoring(const QString &name, const Error &trouble = {}, UnixMs nextTry = 0);
    /// A kind that is not known yet is opened when the server has said that it has it; else kindUnknown() tells. While locked: afterwards.
    void open(const PageAddress &address);
    void setLockPolicy(int afterMinutes, bool withScreen); ///< what the menu shows as chosen for the connection
    [[nodiscard]] PageAddress currentAddress() const;

    /// True once the page that is in front has all its rows and every picture it needs: what --grab waits for.
    [[nodiscard]] bool settled() const;
    [[nodiscard]] int rowsShown() const;

signals:
    void kindUnknown(const QString &kind); ///< neither the program nor the server has it
    void signInRequested(); ///< the user wants the sign-in dialog for this window (Sign in, other user …)
    void restoreRetryRequested(); ///< of a connection that cannot be taken up at present
    void connectionRequested(); ///< the user wants a further connection; this window keeps its own
    void newWindowRequested(); ///< another window on the same connection
    void quitRequested(); ///< all windows
    void aboutRequested();
    void supportRequested(); ///< the support report
    void lockPolicyChosen(int afterMinutes, bool withScreen); ///< for the connection; 0: not after any time
    void passwordChangeRequested(); ///< of an account that still has its first password
    void certificateRequested(); ///< the server has another one than the connection trusts: to be looked at, and to be decided on
    void signOutRequested(bool everywhere);
    void firstRowsShown(); ///< once per connection
    void allRowsShown(); ///< once per connection: settled() became true

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::ui
