#include "windowtest.h"

#include <sk/dialogs/aboutdialog.h>
#include <sk/dialogs/connectioneditor.h>
#include <sk/dialogs/connectiontestdialog.h>
#include <sk/dialogs/exposedialog.h>
#include <sk/dialogs/filterhelp.h>
#include <sk/dialogs/passwordchangedialog.h>
#include <sk/dialogs/signindialog.h>
#include <sk/dialogs/supportdialog.h>
#include <sk/dialogs/trustdialog.h>
#include <sk/dialogs/viewdialog.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/columnchooser.h>
#include <sk/widgets/tableview.h>
#include <sk/window/commandpalette.h>
#include <sk/window/shortcutsheet.h>

#include <QAccessible>
#include <QComboBox>
#include <QNetworkProxy>
#include <QSpinBox>

using namespace sk;

/// Every window and dialog for who does not see it: each control that the keyboard comes to says what it is, and Tab goes through all of them in
/// the order in which they are read.
class TestAccessible : public test::WindowTest {
    Q_OBJECT

    std::unique_ptr<QWidget> m_dialog;

    template<typename T>
    QWidget *keep(std::unique_ptr<T> dialog)
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog = std::move(dialog);
        return m_dialog.get();
    }
    /// The window of the row that runs, not yet shown.
    QWidget *make(const QString &which)
    {
        const QUrl url(QString::fromStdString(m_place->cluster.url()));
        session::Profile profile;
        profile.name = QStringLiteral("test");
        profile.server = url.toString();
        if (which == QLatin1String("about"))
            return keep(std::make_unique<ui::AboutDialog>(QStringLiteral("1.0"), QStringLiteral("memory"), QStringLiteral("OpenSSL")));
        if (which.startsWith(QLatin1String("editor"))) {
            auto editor = std::make_unique<ui::ConnectionEditor>(profile);
            editor->showSection(static_cast<ui::ConnectionEditor::Section>(which.right(1).toInt()));
            return keep(std::move(editor));
        }
        if (which == QLatin1String("connection test")) {
            net::ServerAddress address;
            address.base = url;
            return keep(std::make_unique<ui::ConnectionTestDialog>(address, profile));
        }
        if (which == QLatin1String("expose"))
            return keep(std::make_unique<ui::ExposeDialog>(QStringLiteral("kubesphere-system")));
        if (which == QLatin1String("filter help"))
            return keep(std::make_unique<ui::FilterHelp>(QStringLiteral("<p>help</p>"), nullptr));
        if (which == QLatin1String("password"))
            return keep(std::make_unique<ui::PasswordChangeDialog>(m_place->session(), m_place->window().connection()->requests()));
        if (which == QLatin1String("support"))
            return keep(std::make_unique<ui::SupportDialog>(QStringLiteral("report")));
        if (which == QLatin1String("trust")) {
            QFile file(QStringLiteral(SK_TEST_DATA "/certificates/leaf.pem"));
            net::TlsReport report;
            if (file.open(QIODevice::ReadOnly))
                report.chain = {QSslCertificate(&file)};
            report.faults = {QStringLiteral("UnknownIssuer")};
            return keep(std::make_unique<ui::TrustDialog>(QStringLiteral("10.0.3.1"), report, profile));
        }
        if (which == QLatin1String("view"))
            return keep(std::make_unique<ui::ViewDialog>(QStringLiteral("Save view"), QStringLiteral("Pods"), QString(), nullptr));
        if (which == QLatin1String("shortcuts"))
            return keep(std::make_unique<ui::ShortcutSheet>(nullptr));
        if (which == QLatin1String("sign in"))
            return keep(std::make_unique<ui::SignInDialog>(ui::SignInDialog::Services{&m_place->profiles, &m_place->settings, m_place->memory.get(), m_place->memory.get(), &Clock::system(), {}}));
        if (which == QLatin1String("columns")) {
            page()->chooseColumns();
            return page()->findChild<widgets::ColumnChooser *>();
        }
        if (which == QLatin1String("locked"))
            m_place->session().lock();
        else if (which == QLatin1String("welcome"))
            window().setConnection({});
        return &window();
    }

    /// What Tab stops at, in its order.
    [[nodiscard]] static QList<QWidget *> stops(QWidget &window)
    {
        QList<QWidget *> found;
        QWidget *each = &window;
        do {
            const bool stop = each->isVisible() && each->isEnabled() && (each->focusPolicy() & Qt::TabFocus) && !each->focusProxy() && each != &window && each->window() == &window;
            // The field inside of one of these speaks for it.
            const bool inner = qobject_cast<QAbstractSpinBox *>(each->parentWidget()) || qobject_cast<QComboBox *>(each->parentWidget());
            if (stop && !inner)
                found += each;
            each = each->nextInFocusChain();
        } while (each != &window);
        return found;
    }
    [[nodiscard]] static QString describe(const QWidget *widget)
    {
        QStringList path;
        for (const QWidget *each = widget; each && !each->isWindow(); each = each->parentWidget())
            path.prepend(QString::fromLatin1(each->metaObject()->className()) + (each->objectName().isEmpty() ? QString() : u'#' + each->objectName()));
        return path.join(QStringLiteral(" > "));
    }

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        widgets::installStyle(*qApp);
    }
    void init()
    {
        m_place = std::make_unique<test::Place>();
        QVERIFY(m_place->start());
        window().resize(1300, 760);
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
        page()->view()->selectRow(0);
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
    }
    void cleanup()
    {
        m_dialog.reset();
        m_place.reset();
    }

    void everyControlHasAName_data()
    {
        QTest::addColumn<QString>("which");
        for (const char *name : {"window", "welcome", "locked", "columns", "about", "editor 0", "editor 1", "editor 2", "editor 3", "connection test", "expose", "filter help", "password", "support",
                 "trust", "view", "shortcuts", "sign in"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyControlHasAName()
    {
        QFETCH(QString, which);
        QWidget *window = make(which);
        QVERIFY(window);
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window, 60'000));
        QCoreApplication::processEvents();
        const QList<QWidget *> controls = stops(*window);
        QVERIFY(!controls.isEmpty());
        QStringList nameless;
        for (QWidget *each : controls) {
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(each);
            if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
                nameless += describe(each);
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
        // Forward is downward or to the right; only the last one leads back to the first.
        QStringList backward;
        for (int i = 1; i < controls.size(); ++i) {
            const QRect from(controls[i - 1]->mapTo(window, QPoint(0, 0)), controls[i - 1]->size());
            const QRect to(controls[i]->mapTo(window, QPoint(0, 0)), controls[i]->size());
            if (to.bottom() < from.top() && to.left() <= from.left())
                backward += describe(controls[i - 1]) + QStringLiteral("  then  ") + describe(controls[i]);
        }
        QVERIFY2(backward.isEmpty(), qPrintable(backward.join(u'\n')));
    }
};

QTEST_MAIN(TestAccessible)
#include "tst_accessible.moc"
