#include "pagetabs.h"

#include "line.h"

#include <sk/pages/savedviews.h>

#include <QEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace sk::ui {

PageTabs::PageTabs(QWidget *parent)
    : QWidget(parent)
    , m_bar(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_layout(new QVBoxLayout(this))
{
    m_bar->setObjectName(QStringLiteral("tabs"));
    m_bar->setDocumentMode(true);
    m_bar->setDrawBase(false);
    m_bar->setExpanding(false);
    m_bar->setMovable(true);
    m_bar->setTabsClosable(true);
    m_bar->setElideMode(Qt::ElideRight);
    m_bar->setUsesScrollButtons(true);
    setAutoFillBackground(true);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_bar);
    m_layout->addWidget(new Line(Qt::Horizontal));
    m_stack->setBackgroundRole(QPalette::Base);
    m_stack->setAutoFillBackground(true);
    m_layout->addWidget(m_stack, 1);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0 && index < m_stack->count())
            m_stack->setCurrentIndex(index);
        emit currentChanged();
    });
    connect(m_bar, &QTabBar::tabMoved, this, [this](int from, int to) {
        QWidget *page = m_stack->widget(from);
        QWidget *front = m_stack->currentWidget();
        m_stack->removeWidget(page);
        m_stack->insertWidget(to, page);
        m_stack->setCurrentWidget(front);
    });
    connect(m_bar, &QTabBar::tabCloseRequested, this, &PageTabs::close);
    retitle();
}

void PageTabs::add(ResourcePage *page)
{
    m_stack->addWidget(page);
    orderBehindTabs(page);
    const int index = m_bar->addTab(page->title());
    m_stack->setCurrentWidget(page);
    if (m_bar->currentIndex() != index)
        m_bar->setCurrentIndex(index);
    else
        emit currentChanged(); // the first tab became current before its page was there
    retitle();
}

/// What was made before a page, the details, comes behind it for Tab.
void PageTabs::orderBehindTabs(QWidget *page)
{
    QList<QWidget *> stops;
    for (QWidget *each = page->nextInFocusChain(); each != page; each = each->nextInFocusChain())
        if (page->isAncestorOf(each) && each->focusPolicy() != Qt::NoFocus && !each->focusProxy())
            stops += each;
    QWidget *before = m_bar;
    for (QWidget *each : std::as_const(stops)) {
        setTabOrder(before, each);
        before = each;
    }
}

void PageTabs::close(int index)
{
    if (index < 0 || index >= m_stack->count())
        return;
    QWidget *page = m_stack->widget(index);
    m_stack->removeWidget(page);
    {
        const QSignalBlocker quiet(m_bar);
        m_bar->removeTab(index);
    }
    if (m_bar->currentIndex() >= 0)
        m_stack->setCurrentIndex(m_bar->currentIndex());
    emit currentChanged();
    delete page;
}

void PageTabs::closeAll()
{
    if (m_stack->count() == 0)
        return;
    {
        const QSignalBlocker quiet(this);
        ResourcePage *front = current(); // last: none comes to the front on the way, which nobody chose, and is read for it
        for (ResourcePage *page : pages())
            if (page != front)
                close(m_stack->indexOf(page));
        close(m_stack->indexOf(front));
    }
    emit currentChanged();
}

void PageTabs::setCurrent(ResourcePage *page)
{
    if (const int index = m_stack->indexOf(page); index >= 0)
        m_bar->setCurrentIndex(index);
}

void PageTabs::step(int by)
{
    if (const int count = m_bar->count(); count > 1)
        m_bar->setCurrentIndex((m_bar->currentIndex() + by + count) % count);
}

ResourcePage *PageTabs::current() const
{
    return qobject_cast<ResourcePage *>(m_stack->currentWidget());
}

int PageTabs::currentIndex() const
{
    return m_bar->currentIndex();
}

QList<ResourcePage *> PageTabs::pages() const
{
    QList<ResourcePage *> result;
    for (int i = 0; i < m_stack->count(); ++i)
        result += qobject_cast<ResourcePage *>(m_stack->widget(i));
    return result;
}

ResourcePage *PageTabs::find(const QString &kindId, const QString &viewId) const
{
    for (ResourcePage *page : pages())
        if (page->kind().type.id() == kindId && page->viewId() == viewId)
            return page;
    return nullptr;
}

void PageTabs::setBar(QWidget *bar)
{
    m_layout->insertWidget(2, bar);
}

QString PageTabs::nameOf(const ResourcePage &page)
{
    const auto view = page.shownView();
    return view ? view->name : page.title();
}

void PageTabs::retitle()
{
    m_bar->setAccessibleName(tr("Open pages"));
    for (int i = 0; i < m_stack->count(); ++i) {
        const auto *page = qobject_cast<ResourcePage *>(m_stack->widget(i));
        const auto view = page->shownView();
        // A view's name says its filter, until the user asks for something else in it.
        const QString filter = view && page->filter().trimmed() == view->filter.trimmed() ? QString() : page->filter().trimmed();
        const QString title = nameOf(*page);
        constexpr qsizetype mostLetters = 24;
        const QString shown = filter.size() > mostLetters ? filter.left(mostLetters - 1) + QChar(0x2026) : filter;
        QString text = filter.isEmpty() ? title : title + QStringLiteral(" · ") + shown;
        m_bar->setTabText(i, text.replace(u'&', QStringLiteral("&&"))); // no mnemonic out of a filter
    }
}

void PageTabs::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retitle();
}

} // namespace sk::ui
