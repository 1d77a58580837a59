#pragma once

#include <sk/core/clock.h>
#include <sk/kube/cluster.h>
#include <sk/pages/pageaddress.h>
#include <sk/settings/settings.h>

#include <QObject>
#include <QPointer>

#include <optional>

namespace sk::ui {

class NamespaceScope;
class PageTabs;
class ResourcePage;
struct SavedView;

/// Opens pages of one connection: of a kind, of a saved view, of an address. A view has a page of its own beside its kind's. A kind that is not known yet is opened when the server has
/// said that it has it.
class PageDesk : public QObject {
    Q_OBJECT

public:
    PageDesk(PageTabs &tabs, NamespaceScope &scope, settings::Settings &settings, const Clock &clock, QObject *parent = nullptr);

    void setCluster(kube::Cluster *cluster); ///< null: none; closes the pages of the one before
    [[nodiscard]] kube::Cluster *cluster() const { return m_cluster; }
    [[nodiscard]] ResourcePage *current() const; ///< null: none
    [[nodiscard]] PageAddress currentAddress() const; ///< of the page in front, with what is selected in it
    [[nodiscard]] const kube::ResourceKind *kind(const QString &id) const; ///< null: neither the program nor the server has it

    void open(const PageAddress &address);
    void openKind(const QString &kindId, bool newTab = false); ///< one that is known
    void openLast(const QString &kindId, const QString &viewId); ///< the page of last time; the kind's where the view is gone, another one where its kind is
    [[nodiscard]] QList<SavedView> views() const; ///< the saved ones
    void openView(const QString &viewId, bool newTab = false);
    void replaceView(const QString &viewId); ///< by what is shown now
    ResourcePage *newPage(const kube::ResourceKind &kind, const QString &viewId = {}); ///< in front
    /// The page of the kind or of one of its views, as it was left; a view that is gone: the kind's. Null: there is no such kind any more.
    ResourcePage *returnTo(const QString &kindId, const QString &viewId);
    void kindsChanged(); ///< the catalog knows others than before

signals:
    void pageMade(ResourcePage *page); ///< and will be in front
    void objectOpened(); ///< an address named an object: its details are wanted
    void kindUnknown(const QString &kind);

private:
    void bringForward(const kube::ResourceKind &kind, const QString &viewId, bool newTab);
    [[nodiscard]] bool knownOrAwaited(const PageAddress &address, bool byUser); ///< false: kindsChanged() goes on

    PageTabs &m_tabs;
    NamespaceScope &m_scope;
    settings::Settings &m_settings;
    const Clock &m_clock;
    QPointer<kube::Cluster> m_cluster;
    std::optional<PageAddress> m_awaited; ///< its kind is not known before the server told what it has
    bool m_awaitedByUser = false; ///< else it is the page of last time
    QString m_awaitedView; ///< which was the page of last time
};

} // namespace sk::ui
