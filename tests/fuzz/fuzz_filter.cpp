#include <sk/models/filterparser.h>
#include <sk/models/filterplan.h>
#include <sk/models/rowfilter.h>

#include <cstdint>
#include <cstdlib>

using namespace sk;

namespace {

const kube::ResourceKind &kind()
{
    static const kube::ResourceKind made = [] {
        kube::ResourceKind kind;
        kind.type.namespaced = true;
        using T = kube::CellType;
        for (const auto &[id, type] : {std::pair{"name", T::Name}, {"status", T::Status}, {"restarts", T::Number}, {"cpu", T::Cores}, {"memory", T::Meter}, {"ready", T::Ready}, {"node", T::Name}, {"age", T::Age}}) {
            kube::Column column;
            column.id = QString::fromLatin1(id);
            column.type = type;
            kind.columns.push_back(column);
        }
        kind.selectableFields = {{QStringLiteral("spec.nodeName"), QStringLiteral("node")}, {QStringLiteral("status.phase"), QString()}};
        return kind;
    }();
    return made;
}

} // namespace

/// Whatever somebody writes: no crash, an error that lies within the text, and of a text without one a tree whose writing gives it again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    models::ParsedFilter parsed = models::parseFilter(text);
    if (parsed.error) {
        if (parsed.error.position < 0 || parsed.error.length < 1 || parsed.error.position > text.size())
            std::abort();
        return 0;
    }
    const QString written = models::printFilter(parsed.root);
    const models::ParsedFilter again = models::parseFilter(written);
    if (written.size() < 8'000 && (again.error || !(again.root == parsed.root)))
        std::abort();
    const models::RowFilter filter = models::RowFilter::compile(parsed.root, kind(), &parsed.error);
    (void)models::planFilter(parsed.root, kind());
    static const kube::Row row = [] {
        kube::Row made;
        made.name = QStringLiteral("web-1");
        made.labels = QStringLiteral("\napp=web\n");
        made.cells.resize(kind().columns.size());
        made.cells[1].text = QStringLiteral("Running");
        return made;
    }();
    (void)filter.matches(row, {}, 1'700'000'000'000);
    return 0;
}
