#pragma once

#include "catalog.h"
#include "decodediscovery.h"
#include "definitionwatch.h"
#include "listreader.h"

#include <QTimer>

namespace sk::kube {

/// Reads what the server has into a Catalog, a few requests at a time, so that lists never wait for it.
///
/// The result is kept in memory as long as the connection, not on disk: a new server answers in two requests, an old one in some
/// fifty small ones, the navigation shows the known kinds meanwhile, and a file could only tell what another day's server had.
/// Main thread; parsing is the decoder's.
class Discovery : public QObject {
    Q_OBJECT

public:
    struct Times {
        std::chrono::milliseconds early{700}; ///< how long the first round's slow groups are waited for before the others are shown
        std::chrono::milliseconds again = std::chrono::minutes(10); ///< everything anew, where nobody may watch the definitions of custom resources
    };

    Discovery(const ClusterServices &services, Catalog &catalog);
    Discovery(const ClusterServices &services, Catalog &catalog, const Times &times, QObject *parent = nullptr);
    ~Discovery() override;

    void readAll(); ///< from the beginning; what is under way is dropped
    void readGroup(const QString &group); ///< its versions, and whether it is there at all
    void tokenAvailable(); ///< goes on where there was none
    [[nodiscard]] bool underWay() const { return m_pending > 0; }
    void shutDown(); ///< the clients are going away

private:
    struct Question {
        QString group, version;
    };

    void begin(); ///< a new round
    void askRoot(bool core);
    void takeRoot(bool core, const DiscoveryRoot &root);
    void rootFailed(bool core, const Error &error);
    void rootDone();
    void queueUnread(const ServedGroup &group);
    void keepKnown(const QString &group, ServedVersion &version) const; ///< where it failed: what it had before
    void askNext();
    void ask(const Question &question);
    void versionCame(const Question &question, const ServedVersion &version);
    void answered(); ///< one question less: what next
    void watchDefinitions(); ///< where there are custom resources, and once

    ClusterServices m_services;
    Catalog &m_catalog;
    ServedApis m_apis; ///< being read
    ServedApis m_last; ///< what the last finished round found
    QList<Question> m_queue;
    std::unique_ptr<QObject> m_context; ///< of the round: answers of former rounds find nobody
    int m_pending = 0; ///< asked, or being decoded
    int m_roots = 0; ///< of /api and /apis, how many are still out
    QString m_onlyGroup; ///< of a round for one group
    bool m_onlyOne = false;
    Error m_rootError; ///< of /apis
    std::unique_ptr<DefinitionWatch> m_definitions;
    QTimer m_early;
    QTimer m_again;
    bool m_shut = false;
};

} // namespace sk::kube
