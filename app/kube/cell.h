#pragma once

#include <sk/core/clock.h>

#include <QString>

#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

namespace sk::kube {

/// How something fares; always shown as shape, word and colour.
enum class Health : quint8 {
    None, ///< no statement: a cell without health
    Healthy,
    Progressing, ///< on its way, nothing to do
    Warning, ///< needs a look
    Failing,
    Unknown, ///< not known
    Finished, ///< done and gone well
};

/// What a cell's value is: decides how it is sorted, aligned, formatted and read aloud.
enum class CellType : quint8 {
    Text, ///< `text`
    Name, ///< `text`, in natural order ("node-2" before "node-10")
    Status, ///< `text` is a sentence; "%t" in it stands for the time since `a` (Unix ms). `health` says how it fares. Sorted worst first
    Number, ///< `a`; where the column is `timed`, `b` is when it last grew (Unix ms): "7 (5m ago)"
    Age, ///< `a` is a time (Unix ms); shown as the time since then
    Duration, ///< `a` milliseconds; of what goes on, `b` is its beginning (Unix ms) instead. That sorts behind what is over
    Ready, ///< `a` of `b`, "1/2"; `c` where `b` of so many are enough: "0/1 of 3"
    Cores, ///< `a`
    Bytes, ///< `a`
    Meter, ///< `a` used, `b` requested, `c` allocatable; in cores or bytes, see Column::meterUnit
    IpAddress, ///< `text`
    Version, ///< `text`, "v1.27.4"
    Value, ///< `text` of a kind that nobody declared: a column of the user's. `a` where it is a number, a quantity or a time; those first
};

/// "Not known", for the numbers of a Cell. Sorted last, shown as "–".
inline constexpr double unknownNumber = std::numeric_limits<double>::quiet_NaN();

/// One value of one row, ready to be sorted and painted. Equal texts share their characters (see TextPool).
struct Cell {
    QString text;
    double a = unknownNumber;
    double b = unknownNumber;
    double c = unknownNumber;
    Health health = Health::None;

    friend bool operator==(const Cell &x, const Cell &y)
    {
        const auto same = [](double p, double q) { return p == q || (std::isnan(p) && std::isnan(q)); };
        return x.health == y.health && same(x.a, y.a) && same(x.b, y.b) && same(x.c, y.c) && x.text == y.text;
    }
};

/// Whose unit a Meter has.
enum class MeterUnit : quint8 { Cores, Bytes, Pieces };

/// A column of a kind, as data: its title, its type, what it needs.
struct Column {
    QString id; ///< stable: settings and saved views use it ("status")
    const char *title = ""; ///< QT_TRANSLATE_NOOP("sk", …); for server-side tables see `titleText`
    CellType type = CellType::Text;
    int widthChars = 12; ///< default width in average characters
    bool wide = false; ///< hidden until asked for, as in `kubectl -o wide`
    bool rightAligned = false;
    bool custom = false; ///< the user's own, see CustomColumn; its id says what it shows
    bool timed = false; ///< see CellType::Number
    bool joined = false; ///< its numbers come from elsewhere (monitoring) and survive a new projection of the row
    MeterUnit meterUnit = MeterUnit::Cores;
    QString titleText; ///< used instead of `title` when not empty: the server's own words
    const char *toolTip = ""; ///< QT_TRANSLATE_NOOP("sk", …)
    const char *ownWord = ""; ///< QT_TRANSLATE_NOOP("sk", …): a word in its cells for which kubectl has another;
    const char *kubectlWord = ""; ///< filters find the cell by this one too
};

/// Identity of an object, from its `metadata.uid`.
struct Uid {
    quint64 high = 0;
    quint64 low = 0;
    friend bool operator==(const Uid &, const Uid &) = default;
    friend auto operator<=>(const Uid &, const Uid &) = default;
    [[nodiscard]] bool isNull() const { return high == 0 && low == 0; }
    /// A UUID as it is; any other text by a hash of 128 bits.
    static Uid fromText(std::string_view text);
};
inline size_t qHash(const Uid &uid, size_t seed = 0) noexcept { return static_cast<size_t>(uid.high ^ (uid.low * 0x9e3779b97f4a7c15ULL)) ^ seed; }

/// One object, projected. Immutable once it left the decoder, except for the `joined` cells, which the store fills.
struct Row {
    Uid uid;
    QString name;
    QString nameSpace; ///< empty for cluster-scoped objects; shared by all rows of the namespace
    QString resourceVersion; ///< opaque
    UnixMs created = 0; ///< 0: not known
    Health health = Health::None; ///< of the whole object: the worst that its kind's rule finds
    std::vector<Cell> cells; ///< one for each of the kind's columns
    // What filters ask for besides the cells; each text is shared by all rows that have the same.
    QString labels; ///< a ValueSet: the object's labels
    QString fields; ///< a ValueSet: the kind's selectable fields that no column shows
    QString owner; ///< "ReplicaSet/web-1": the controller, else the first owner; empty without one
};

} // namespace sk::kube
