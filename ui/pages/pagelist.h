#pragma once

#include <sk/kube/resourcelist.h>
#include <sk/models/filterplan.h>

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace sk::ui {

/// Which list a page shows. Columns, namespaces and what the server does of the filter say what is to be read; where that is another
/// list than before, the one of before stays until the other is worth showing. Knows no widget. Main thread.
class PageList : public QObject {
    Q_OBJECT

public:
    /// Gives the list of this kind (the page's, maybe with columns of the user's own) in these namespaces (empty: all), started.
    using Open = std::function<std::shared_ptr<kube::ResourceList>(const kube::ResourceKind &kind, const QStringList &namespaces)>;
    /// The kind with the columns that are wanted now.
    using Wanted = std::function<kube::ResourceKind()>;

    PageList(const kube::ResourceKind &kind, Open open, Wanted wanted, const QStringList &namespaces, QObject *parent = nullptr);
    ~PageList() override;

    void open(); ///< asks for the list anew, and shows it at once
    [[nodiscard]] bool isOpen() const { return m_list != nullptr; }
    [[nodiscard]] kube::ObjectStore &store() const { return m_list->store(); }
    [[nodiscard]] const kube::ListStatus &status() const { return m_list->status(); }

    void readColumns(); ///< other columns are wanted: other cells, that is, and those are filled where the objects are read
    /// What is to be shown (empty: all). False where that is nothing new.
    bool setNamespaces(const QStringList &namespaces);
    [[nodiscard]] const QStringList &namespaces() const { return m_namespaces; }
    /// The rows are asked here in any case; soon the server is asked for what of this it can do.
    void setFilter(const QString &text);
    void askNow(); ///< nobody is typing: does not wait for more of the filter

    [[nodiscard]] bool reading() const;
    void retry(); ///< also of the list that is to take this one's place, if that is what failed
    /// The words of the rows are in a language that is past. Where not all of them are there yet, when they are; the next list's too.
    void readAgain();
    void cancel(); ///< rows that came stay
    void goOn() { m_list->start(); } ///< where cancel() stopped it
    void setLookedAt(bool lookedAt); ///< whether the page is on the screen

    /// The list that is read meanwhile to take the place of this one; null: none.
    [[nodiscard]] const kube::ResourceList *next() const { return m_next.get(); }
    [[nodiscard]] Error nextError() const; ///< why it does not come, for now or for good; it takes the place as soon as it can
    [[nodiscard]] bool nextIsForFilter() const; ///< the server was asked for what the filter lets through; else it has other columns
    [[nodiscard]] bool bySelectors() const { return !m_list->store().kind().selectors.isEmpty(); } ///< it was asked for what the filter lets through
    [[nodiscard]] bool narrowed() const { return bySelectors() && !status().selectorsIgnored; } ///< and does not hold all objects
    /// Of the chosen namespaces and no others, and not narrowed: its size is their count.
    [[nodiscard]] bool holdsTheChosen() const;
    /// All rows are there, or there never will be any.
    [[nodiscard]] bool settled() const;

signals:
    void exchanged(); ///< store() is another one. The list of before lives until this has been heard
    void statusChanged(); ///< of the list or of the next one

private:
    void take(std::shared_ptr<kube::ResourceList> list);
    void lookAtNext();
    void lookAtList();
    void forgetNext();
    void askServer();
    [[nodiscard]] kube::ResourceKind wantedKind() const;

    kube::ResourceKind m_kind;
    Open m_open;
    Wanted m_wanted;
    std::shared_ptr<kube::ResourceList> m_list;
    std::shared_ptr<kube::ResourceList> m_next;
    bool m_lookedAt = false;
    bool m_readAgainWhenWhole = false;
    bool m_readNextAgain = false; ///< likewise, when it takes the place
    QStringList m_namespaces;
    QStringList m_covered; ///< that the list reads; empty: all
    QString m_filter;
    models::FilterPlan m_plan; ///< of the filter, for the server
    QTimer m_asking; ///< another list is not asked for with every key
};

} // namespace sk::ui
