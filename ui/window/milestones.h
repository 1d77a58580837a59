#pragma once

#include <QObject>

namespace sk::ui {

class NavigationCounts;
class PageDesk;

/// When the first rows of a connection are on the screen, and when the page in front has all of them: once each. What else is to be asked of
/// the server (which kinds there are, how many of each) waits for that.
class Milestones : public QObject {
    Q_OBJECT

public:
    Milestones(PageDesk &desk, NavigationCounts &counts, QObject *parent = nullptr);
    void reset(); ///< another connection
    void rowsPainted(); ///< a frame with rows is on the screen
    void check(); ///< something changed
    void kindsChanged(); ///< the catalog's

signals:
    void firstRowsShown();
    void allRowsShown();

private:
    PageDesk &m_desk;
    NavigationCounts &m_counts;
    bool m_firstTold = false;
    bool m_allTold = false;
};

} // namespace sk::ui
