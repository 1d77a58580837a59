#pragma once

#include <sk/kube/resourcelist.h>

/// A list whose rows and status a test sets by hand.
class FakeList final : public sk::kube::ResourceList {
public:
    explicit FakeList(const sk::kube::ResourceKind &kind)
        : m_store(kind)
    {
    }
    sk::kube::ObjectStore &store() override { return m_store; }
    const sk::kube::ListStatus &status() const override { return m_status; }
    void start() override { ++starts; }
    void stop() override { ++stops; }
    void retry() override { ++retries; }
    void readAgain() override { ++readAgains; }

    void setStatus(const sk::kube::ListStatus &status)
    {
        m_status = status;
        emit statusChanged();
    }
    /// Adds or replaces a node called `name`.
    void put(int number, sk::kube::Health health, const QString &status, const QString &version = QStringLiteral("1"))
    {
        sk::kube::Row row;
        row.uid = {1, static_cast<quint64>(number)};
        row.name = QStringLiteral("node-%1").arg(number, 3, 10, QLatin1Char('0'));
        row.resourceVersion = version;
        row.created = 1'699'000'000'000;
        row.labels = labels;
        row.health = health;
        row.cells.resize(m_store.kind().columns.size());
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const auto &column = m_store.kind().columns[i];
            if (column.type == sk::kube::CellType::Name && i == 0)
                row.cells[i].text = row.name;
            if (column.type == sk::kube::CellType::Status) {
                row.cells[i].text = status;
                row.cells[i].health = health;
            }
            if (column.type == sk::kube::CellType::Meter) {
                row.cells[i].a = 3 + number % 9;
                row.cells[i].b = 6 + number % 7;
                row.cells[i].c = 16;
            }
        }
        sk::kube::Delta delta;
        delta.upserts.push_back(row);
        m_store.apply(std::move(delta));
    }
    void remove(int number)
    {
        sk::kube::Delta delta;
        delta.removals.push_back({1, static_cast<quint64>(number)});
        m_store.apply(std::move(delta));
    }

    QString labels; ///< of what is put next, as a ValueSet
    int starts = 0, stops = 0, retries = 0, readAgains = 0;

private:
    sk::kube::ObjectStore m_store;
    sk::kube::ListStatus m_status;
};
