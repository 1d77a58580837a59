#include "exampleprofile.h"
#include "signintest.h"

#include <sk/dialogs/connectioneditor.h>
#include <sk/dialogs/connectiontestdialog.h>
#include <sk/dialogs/exposedialog.h>
#include <sk/server/cluster.h>
#include <sk/session/connectionaddress.h>
#include <sk/theme/theme.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDirIterator>
#include <QFileDialog>
#include <QListWidget>
#include <QNetworkProxy>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeWidget>

using namespace sk;

namespace {

/// A store in memory that says what it was ever given.
class Remembering final : public secrets::SecretStore {
public:
    void read(const QString &key, QObject *context, ReadAnswer answer) override
    {
        const auto it = entries.constFind(key);
        const std::optional<QByteArray> found = it == entries.cend() ? std::nullopt : std::optional(*it);
        QMetaObject::invokeMethod(context, [answer = std::move(answer), found] { answer(found); }, Qt::QueuedConnection);
    }
    void write(const QString &key, const QByteArray &secret, QObject *context, WriteAnswer answer) override
    {
        entries.insert(key, secret);
        everything += secret + '\n';
        QMetaObject::invokeMethod(context, [answer = std::move(answer)] { answer(true); }, Qt::QueuedConnection);
    }
    void remove(const QString &key, QObject *context, WriteAnswer answer) override
    {
        const bool had = entries.remove(key) > 0;
        QMetaObject::invokeMethod(context, [answer = std::move(answer), had] { answer(had); }, Qt::QueuedConnection);
    }
    [[nodiscard]] bool persistent() const override { return false; }
    [[nodiscard]] QString displayName() const override { return QStringLiteral("memory"); }
    QHash<QString, QByteArray> entries;
    QByteArray everything;
};

} // namespace

/// Saved connections as a person with a keyboard handles them: the sign-in dialog, the editor, the chooser of files, all real windows. What is looked at afterwards
/// is what another start of the program would find.
class TestConnectionKeys : public sk::test::SignInTest {
    Q_OBJECT

    Remembering m_store;

    void equip(ui::SignInDialog::Services &services) override { services.keychain = services.memory = &m_store; }
    template<typename T>
    static T *child(const QWidget *parent, const char *name)
    {
        return parent->findChild<T *>(QString::fromLatin1(name));
    }
    template<typename Dialog>
    Dialog *opened() const
    {
        Dialog *dialog = nullptr;
        const bool there = QTest::qWaitFor([&] { return (dialog = m_dialog->findChild<Dialog *>()) && dialog->isVisible(); }, 60'000);
        return there && QTest::qWaitForWindowActive(dialog, 60'000) ? dialog : nullptr;
    }
    template<typename Dialog>
    bool gone() const
    {
        if (!QTest::qWaitFor([this] { return !m_dialog->findChild<Dialog *>(); }, 60'000))
            return false;
        m_dialog->activateWindow(); // as a window manager does, where there is one
        return QTest::qWaitForWindowActive(m_dialog.get(), 60'000);
    }
    static void type(const QWidget *dialog, const char *field, const QString &text)
    {
        auto *edit = child<QLineEdit>(dialog, field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    /// A key where the focus is, as the window system delivers it.
    void press(QWidget *where, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        where->setFocus();
        QTest::keyClick(where, key, modifiers);
    }
    QListWidget *list() const { return child<QListWidget>(m_dialog.get(), "connections"); }
    QStringList names() const
    {
        session::ProfileStore again(m_directory->path());
        if (again.load())
            return {QStringLiteral("unreadable")};
        QStringList all;
        for (const auto &profile : again.profiles())
            if (!profile.demo)
                all += profile.name;
        return all;
    }
    /// Everything that lies in the configuration directory.
    QByteArray files() const
    {
        QByteArray all;
        QDirIterator walk(m_directory->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
    void add(const QString &name, const QString &server)
    {
        press(child<QPushButton>(m_dialog.get(), "new"), Qt::Key_Space);
        press(list(), Qt::Key_F2);
        auto *editor = opened<ui::ConnectionEditor>();
        QVERIFY(editor);
        type(editor, "name", name);
        type(editor, "editServer", server);
        press(child<QLineEdit>(editor, "editServer"), Qt::Key_Return);
        QVERIFY(gone<ui::ConnectionEditor>());
    }
    /// In Qt's own chooser of files, which is the one that tests can reach.
    void chooseFile(const QString &path)
    {
        auto *chooser = opened<QFileDialog>();
        QVERIFY(chooser);
        // Qt's own widgets inside it are Qt's to test; which file was meant is told as they tell it.
        chooser->setDirectory(QFileInfo(path).path());
        chooser->selectFile(path);
        QVERIFY(QMetaObject::invokeMethod(chooser, "accept"));
        QVERIFY(gone<QFileDialog>());
    }

private slots:
    void initTestCase()
    {
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        theme::Theme::instance().setMode(theme::Mode::Light);
        qunsetenv("KUBECONFIG");
    }
    void init()
    {
        make();
        m_store.entries.clear();
        m_store.everything.clear();
    }
    void cleanup() { drop(); }

    /// All that a connection is, typed into the editor; the password of the proxy goes to the keychain and into no file.
    void addedAndEdited()
    {
        session::Profile wanted = sk::test::exampleProfile();
        wanted.server = QStringLiteral("https://ks.example:31407/clusters/eu"); // it is looked for: a name that nobody has
        wanted.colour = QStringLiteral("#2563d6");
        wanted.apiDomain = QStringLiteral("example.io");
        wanted.clientId = QStringLiteral("console");
        wanted.proxy = {net::ProxySettings::Kind::Socks5, QStringLiteral("proxy.example"), 1080, QStringLiteral("anna"), {}};
        wanted.pin = {}; // no server was asked
        show();
        add(QStringLiteral("lab"), wanted.server);
        QCOMPARE(names(), QStringList{QStringLiteral("lab")});
        press(list(), Qt::Key_F2);
        auto *editor = opened<ui::ConnectionEditor>();
        QVERIFY(editor);
        type(editor, "name", wanted.name);
        type(editor, "editUser", wanted.user);
        press(child<QComboBox>(editor, "environment"), Qt::Key_End); // production
        press(child<QComboBox>(editor, "colour"), Qt::Key_Down); // blue
        type(editor, "defaultNamespace", wanted.defaultNamespace);
        auto *start = child<QComboBox>(editor, "startPage");
        start->lineEdit()->setFocus();
        start->lineEdit()->selectAll();
        QTest::keyClicks(start->lineEdit(), wanted.startPage);
        press(child<QCheckBox>(editor, "readOnly"), Qt::Key_Space);
        auto *sections = child<QTabWidget>(editor, "sections");
        sections->tabBar()->setFocus();
        press(sections->tabBar(), Qt::Key_Right);
        type(editor, "apiDomain", wanted.apiDomain);
        type(editor, "clientId", wanted.clientId);
        sections->tabBar()->setFocus();
        press(sections->tabBar(), Qt::Key_Right);
        press(sections->tabBar(), Qt::Key_Right);
        QCOMPARE(sections->currentIndex(), 3);
        press(child<QComboBox>(editor, "proxyKind"), Qt::Key_End); // SOCKS5
        type(editor, "proxyHost", wanted.proxy.host);
        auto *port = child<QSpinBox>(editor, "proxyPort");
        port->setFocus();
        port->selectAll();
        QTest::keyClicks(port, QString::number(wanted.proxy.port));
        type(editor, "proxyUser", wanted.proxy.user);
        type(editor, "proxyPassword", QStringLiteral("hunter22-proxy"));
        press(child<QLineEdit>(editor, "proxyPassword"), Qt::Key_Return);
        QVERIFY(gone<ui::ConnectionEditor>());

        session::ProfileStore again(m_directory->path());
        QVERIFY(!again.load());
        const session::Profile saved = again.profiles().constLast();
        wanted.id = saved.id;
        QCOMPARE(saved, wanted);
        QVERIFY(!files().contains("hunter22"));
    }

    void duplicatedOrderedAndDeleted()
    {
        show();
        add(QStringLiteral("one"), QStringLiteral("https://one.example"));
        add(QStringLiteral("two"), QStringLiteral("https://two.example"));
        list()->setFocus();
        press(list(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(names(), QStringList({QStringLiteral("two"), QStringLiteral("one")}));
        press(list(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(names(), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
        press(list(), Qt::Key_Up); // to the first, which is copied beside itself
        press(list(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(names(), QStringList({QStringLiteral("one"), QStringLiteral("one (copy)"), QStringLiteral("two")}));
        press(list(), Qt::Key_Delete);
        QCOMPARE(names(), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
        QTRY_VERIFY(QApplication::focusWidget() && QApplication::focusWidget()->objectName() == QLatin1String("undoDelete"));
        press(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(names(), QStringList({QStringLiteral("one"), QStringLiteral("one (copy)"), QStringLiteral("two")}));
        list()->setFocus();
        press(list(), Qt::Key_Delete);
        m_dialog->reject();
        QCOMPARE(names(), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
    }

    /// Out with a chooser of files and in again: nothing of the keychain is in the file, and nothing that is here is replaced.
    void exportedAndImported()
    {
        session::Profile profile;
        profile.id = QStringLiteral("one");
        profile.name = QStringLiteral("one");
        profile.server = QStringLiteral("https://one.example");
        profile.clientSecret = QStringLiteral("hunter22-client");
        profile.proxy = {net::ProxySettings::Kind::Http, QStringLiteral("proxy.example"), 3128, QStringLiteral("anna"), {}};
        QVERIFY(!m_profiles->save(profile));
        session::writeSecrets(&m_store, profile, {QStringLiteral("hunter22-proxy"), {}});
        m_store.entries.insert(profile.id, "hunter22-tokens");
        show();
        m_dialog->selectProfile(profile.id);
        const QTemporaryDir elsewhere;
        const QString file = elsewhere.filePath(QStringLiteral("connections.json"));
        child<QAction>(m_dialog.get(), "export")->trigger();
        chooseFile(file);
        QTRY_VERIFY2(child<QLabel>(m_dialog.get(), "connectionsNote")->text().contains(QStringLiteral("without any secret")),
                     qPrintable(child<QLabel>(m_dialog.get(), "connectionsNote")->text()));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray bytes = written.readAll();
        QVERIFY(bytes.contains("one.example"));
        QVERIFY(!bytes.contains("hunter22"));
        child<QAction>(m_dialog.get(), "import")->trigger();
        chooseFile(file);
        QTRY_COMPARE(names(), QStringList({QStringLiteral("one"), QStringLiteral("one")}));
        QCOMPARE(m_store.entries.value(profile.id), QByteArray("hunter22-tokens"));
        QVERIFY(m_profiles->profiles().constLast().id != profile.id);
    }

    /// The button beside *Sign in*: the steps, to the end, and nothing of the account is sent for them.
    void tested()
    {
        demo::ClusterOptions options;
        options.world.nodes = 3;
        options.world.pods = 10;
        demo::Cluster cluster(options);
        QVERIFY(!cluster.start());
        show();
        add(QStringLiteral("lab"), QString::fromStdString(cluster.url()));
        type(m_dialog.get(), "password", QStringLiteral("P@88w0rd"));
        auto *button = child<QPushButton>(m_dialog.get(), "test");
        button->setFocus();
        press(button, Qt::Key_Space);
        auto *test = opened<ui::ConnectionTestDialog>();
        QVERIFY(test);
        QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(test, "again")->isEnabled(), 60'000);
        QVERIFY2(child<QLabel>(test, "step3")->text().contains(QStringLiteral("v3.4")), qPrintable(child<QLabel>(test, "step3")->text()));
        press(test, Qt::Key_Escape);
        QVERIFY(gone<ui::ConnectionTestDialog>());
        for (const auto &request : cluster.seenRequests()) {
            QVERIFY2(request.target != "/oauth/token", "a test is no try");
            for (const auto &[name, value] : request.headers)
                QVERIFY2(name != "Authorization", request.target.c_str());
        }
    }

    /// From a kubeconfig to a saved connection. What the kubeconfig holds is in no file of ours and never was in the keychain.
    void fromAKubeconfig()
    {
        demo::ClusterOptions options;
        options.world.nodes = 3;
        options.world.pods = 10;
        options.kubeApiserver = true;
        demo::Cluster cluster(options);
        QVERIFY(!cluster.start());
        show();
        auto *button = child<QPushButton>(m_dialog.get(), "kubeconfig");
        button->setFocus();
        press(button, Qt::Key_Space);
        auto *dialog = opened<ui::ExposeDialog>();
        QVERIFY(dialog);
        const QString kubeconfig = QString::fromStdString(cluster.kubeconfig());
        child<QPlainTextEdit>(dialog, "kubeconfigText")->setPlainText(kubeconfig); // as pasted
        auto *context = child<QComboBox>(dialog, "context");
        context->setCurrentIndex(context->findData(QStringLiteral("token")));
        auto *next = child<QPushButton>(dialog, "next");
        press(next, Qt::Key_Space);
        auto *expose = child<QPushButton>(dialog, "expose");
        QTRY_VERIFY_WITH_TIMEOUT(expose->isVisible(), 60'000);
        press(expose, Qt::Key_Space);
        press(next, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled() && child<QTreeWidget>(dialog, "candidates")->currentItem(), 90'000);
        press(next, Qt::Key_Space);
        QVERIFY(gone<ui::ExposeDialog>());
        QCOMPARE(names(), QStringList{QStringLiteral("token")});
        // Every secret of the kubeconfig, as it stands there and as it is meant.
        QList<QByteArray> secrets;
        static const QRegularExpression held(QStringLiteral("(?:token|client-key-data|client-certificate-data|certificate-authority-data): *\"?([^\\s\"]{16,})"));
        for (auto it = held.globalMatch(kubeconfig); it.hasNext();) {
            const QByteArray one = it.next().captured(1).toUtf8();
            secrets += {one, QByteArray::fromBase64(one).mid(30, 40)};
        }
        QVERIFY2(secrets.size() >= 4, "the kubeconfig is not read as it is written");
        const QByteArray kept = files() + m_store.everything;
        for (const QByteArray &secret : std::as_const(secrets))
            QVERIFY(secret.isEmpty() || !kept.contains(secret));
        for (const auto *text : m_dialog->findChildren<QPlainTextEdit *>())
            QVERIFY(text->toPlainText().isEmpty());
    }
};

QTEST_MAIN(TestConnectionKeys)
#include "tst_connectionkeys.moc"
