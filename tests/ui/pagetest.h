#pragma once

#include "fakelist.h"

#include "activewindow.h"
#include "kindof.h"

#include <sk/pages/resourcepage.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/stateview.h>

#include <QApplication>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

namespace sk::test {

inline kube::ListStatus statusOf(kube::ListStatus::Freshness freshness, bool complete = false)
{
    kube::ListStatus status;
    status.freshness = freshness;
    status.complete = complete;
    status.asOf = 1'700'000'000'000;
    return status;
}

/// Pictures for the eye, where SK_PICTURES says.
inline void picture(QWidget &widget, const char *name)
{
    const QString directory = qEnvironmentVariable("SK_PICTURES");
    if (!directory.isEmpty())
        widget.grab().save(directory + u'/' + QString::fromLatin1(name) + QStringLiteral(".png"));
}

/// A page of nodes over a list that the test fills. Tests that derive from this call prepare(), make() and drop() where QTest calls them.
class PageTest : public QObject {
protected:
    void prepare()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }
    void make()
    {
        m_settings = std::make_unique<settings::Settings>(m_home.filePath(QString::fromLatin1(QTest::currentTestFunction())));
        m_list = std::make_shared<FakeList>(kindOf(QStringLiteral("nodes")));
        m_page = std::make_unique<ui::ResourcePage>(
            kindOf(QStringLiteral("nodes")), [this](const kube::ResourceKind &, const QStringList &) { return m_list; }, QStringList(), *m_settings, m_clock);
        m_page->resize(1200, 700);
        QVERIFY(showActive(*m_page));
    }
    void drop()
    {
        m_page.reset();
        m_list.reset();
    }
    QTemporaryDir m_home;
    ManualClock m_clock;
    std::unique_ptr<settings::Settings> m_settings;
    std::shared_ptr<FakeList> m_list;
    std::unique_ptr<ui::ResourcePage> m_page;

    [[nodiscard]] widgets::StateView *state() const { return m_page->findChild<widgets::StateView *>(); }
    [[nodiscard]] QLineEdit *filterLine() const { return m_page->findChild<QLineEdit *>(QStringLiteral("filter")); }
    void fill(int count)
    {
        for (int i = 0; i < count; ++i)
            m_list->put(i, kube::Health::Healthy, QStringLiteral("Ready"));
        m_list->setStatus(statusOf(kube::ListStatus::Freshness::Live, true));
    }
};

} // namespace sk::test
