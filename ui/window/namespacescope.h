#pragma once

#include <sk/kube/cluster.h>
#include <sk/settings/settings.h>

#include <QObject>
#include <QStringList>

#include <memory>

namespace sk::ui {

class TopBar;

/// Which namespaces a window shows: one at a time, several, a workspace's, or all; and which there are to be chosen.
class NamespaceScope : public QObject {
    Q_OBJECT

public:
    /// The choosers are the bar's.
    NamespaceScope(TopBar &top, settings::Settings &settings, QObject *parent = nullptr);
    ~NamespaceScope() override;

    [[nodiscard]] const QStringList &chosen() const { return m_chosen; } ///< empty: all
    void choose(const QStringList &names);
    void begin(const QString &home); ///< a connection: its own namespace, else those chosen last. Says nothing
    void readKnown(kube::Cluster &cluster, const QString &apiDomain); ///< which there are, from now on
    void openChooser();
    void openWorkspaces();
    [[nodiscard]] bool hasWorkspaces() const;
    void end(); ///< of the connection

signals:
    void workspacesChanged(); ///< hasWorkspaces() is another
    void changed(); ///< chosen() is another choice
    void counted(const QString &kindId, int count); ///< there are so many

private:
    void takeKnown();

    TopBar &m_top;
    settings::Settings &m_settings;
    QStringList m_chosen;
    QString m_apiDomain; ///< of the platform's labels
    std::shared_ptr<kube::ResourceList> m_known;
};

} // namespace sk::ui
