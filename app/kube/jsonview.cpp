#include "jsonview.h"

#include <QByteArray>
#include <QLocale>

#include <simdjson.h>

#include <bit>
#include <cstring>
#include <limits>

namespace sk::kube {

namespace {

namespace dom = simdjson::dom;

// JsonView carries a dom::element's two words without naming its type. Both are a document's address and an index on its tape; the
// asserts hold the layout that the copies below rely on.
struct Words {
    const void *document;
    std::size_t index;
};
static_assert(sizeof(dom::element) == sizeof(Words));
static_assert(alignof(dom::element) == alignof(Words));
static_assert(std::is_trivially_copyable_v<dom::element>);
static_assert(std::is_trivially_copyable_v<dom::document *>);

dom::element toElement(const void *document, std::size_t index)
{
    return std::bit_cast<dom::element>(Words{document, index});
}

Words toWords(dom::element element)
{
    return std::bit_cast<Words>(element);
}

constexpr std::size_t maximumText = std::size_t{512} * 1024 * 1024;

} // namespace

QString exactText(std::string_view utf8)
{
    if (utf8.starts_with("\xef\xbb\xbf"))
        return QChar(0xfeff) + QString::fromUtf8(utf8.data() + 3, static_cast<qsizetype>(utf8.size() - 3));
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

bool JsonView::isNull() const
{
    return !m_document || toElement(m_document, m_index).is_null();
}

bool JsonView::isObject() const
{
    return m_document && toElement(m_document, m_index).is_object();
}

bool JsonView::isArray() const
{
    return m_document && toElement(m_document, m_index).is_array();
}

bool JsonView::isString() const
{
    return m_document && toElement(m_document, m_index).is_string();
}

bool JsonView::isNumber() const
{
    return m_document && toElement(m_document, m_index).is_number();
}

bool JsonView::isBoolean() const
{
    return m_document && toElement(m_document, m_index).is_bool();
}

JsonView JsonView::operator[](std::string_view key) const
{
    JsonView view;
    dom::object object;
    dom::element found;
    if (!m_document || toElement(m_document, m_index).get(object) != simdjson::SUCCESS || object.at_key(key).get(found) != simdjson::SUCCESS)
        return view;
    const Words words = toWords(found);
    view.m_document = words.document;
    view.m_index = words.index;
    return view;
}

JsonView JsonView::at(std::size_t index) const
{
    JsonView view;
    dom::array array;
    dom::element found;
    if (!m_document || toElement(m_document, m_index).get(array) != simdjson::SUCCESS || array.at(index).get(found) != simdjson::SUCCESS)
        return view;
    const Words words = toWords(found);
    view.m_document = words.document;
    view.m_index = words.index;
    return view;
}

std::size_t JsonView::size() const
{
    if (!m_document)
        return 0;
    const dom::element element = toElement(m_document, m_index);
    dom::array array;
    if (element.get(array) == simdjson::SUCCESS)
        return array.size();
    dom::object object;
    if (element.get(object) == simdjson::SUCCESS)
        return object.size();
    return 0;
}

std::string_view JsonView::string(std::string_view fallback) const
{
    std::string_view value;
    if (!m_document || toElement(m_document, m_index).get(value) != simdjson::SUCCESS)
        return fallback;
    return value;
}

QString JsonView::text() const
{
    if (!m_document)
        return {};
    const dom::element element = toElement(m_document, m_index);
    switch (element.type()) {
    case dom::element_type::STRING:
        return exactText(string());
    case dom::element_type::INT64:
        return QString::number(qint64{element.get_int64().value_unsafe()});
    case dom::element_type::UINT64:
        return QString::number(quint64{element.get_uint64().value_unsafe()});
    case dom::element_type::DOUBLE:
        return QString::number(element.get_double().value_unsafe(), 'g', QLocale::FloatingPointShortest);
    case dom::element_type::BOOL:
        return boolean() ? QStringLiteral("true") : QStringLiteral("false");
    default:
        return {};
    }
}

std::int64_t JsonView::integer(std::int64_t fallback) const
{
    if (!m_document)
        return fallback;
    const dom::element element = toElement(m_document, m_index);
    std::int64_t whole = 0;
    if (element.get(whole) == simdjson::SUCCESS)
        return whole;
    double value = 0;
    if (element.get(value) != simdjson::SUCCESS)
        return fallback;
    // 2^63 as a double; beyond it the conversion would be undefined.
    constexpr double limit = 9223372036854775808.0;
    if (!(value >= -limit && value < limit))
        return fallback;
    return static_cast<std::int64_t>(value);
}

std::optional<double> JsonView::number() const
{
    double value = 0;
    if (!m_document || toElement(m_document, m_index).get(value) != simdjson::SUCCESS)
        return std::nullopt;
    return value;
}

bool JsonView::boolean(bool fallback) const
{
    bool value = false;
    if (!m_document || toElement(m_document, m_index).get(value) != simdjson::SUCCESS)
        return fallback;
    return value;
}

void JsonView::eachElement(const std::function<void(JsonView)> &visit) const
{
    dom::array array;
    if (!m_document || toElement(m_document, m_index).get(array) != simdjson::SUCCESS)
        return;
    for (const dom::element element : array) {
        const Words words = toWords(element);
        JsonView view;
        view.m_document = words.document;
        view.m_index = words.index;
        visit(view);
    }
}

void JsonView::eachMember(const std::function<void(std::string_view, JsonView)> &visit) const
{
    dom::object object;
    if (!m_document || toElement(m_document, m_index).get(object) != simdjson::SUCCESS)
        return;
    for (const dom::key_value_pair member : object) {
        const Words words = toWords(member.value);
        JsonView view;
        view.m_document = words.document;
        view.m_index = words.index;
        visit(member.key, view);
    }
}

JsonView JsonView::findElement(const std::function<bool(JsonView)> &test) const
{
    dom::array array;
    if (!m_document || toElement(m_document, m_index).get(array) != simdjson::SUCCESS)
        return {};
    for (const dom::element element : array) {
        const Words words = toWords(element);
        JsonView view;
        view.m_document = words.document;
        view.m_index = words.index;
        if (test(view))
            return view;
    }
    return {};
}

QStringList JsonView::path() const
{
    QStringList keys;
    if (!m_document)
        return keys;
    const auto *document = static_cast<const dom::document *>(m_document);
    JsonView view;
    view.m_document = m_document;
    view.m_index = toWords(document->root()).index;
    // Values stand on the tape in their order: what holds this one is the last that begins before it.
    while (view.m_index < m_index) {
        JsonView holder;
        QString key;
        const auto note = [&](std::string_view name, JsonView child) {
            if (child.m_index > m_index)
                return;
            holder = child;
            key = exactText(name);
        };
        if (view.isArray())
            view.eachElement([&note](JsonView child) { note({}, child); });
        else
            view.eachMember(note);
        if (!holder.m_document)
            return {};
        keys += key;
        view = holder;
    }
    return keys;
}

struct JsonDocument::Private {
    dom::parser parser{maximumText};
    std::uint64_t bytesRead = 0;
};

JsonDocument::JsonDocument()
    : d(std::make_unique<Private>())
{
}

JsonDocument::~JsonDocument() = default;

void JsonDocument::release()
{
    d->parser = dom::parser{maximumText};
}

std::uint64_t JsonDocument::bytesRead() const
{
    return d->bytesRead;
}

std::optional<JsonView> JsonDocument::parse(std::string_view text)
{
    // A text of nothing but blanks has no value; simdjson says so itself, but not for a null pointer.
    if (text.empty() || text.size() > maximumText)
        return std::nullopt;
    d->bytesRead += text.size();
    dom::element root;
    // The parser copies the text into a padded buffer that it keeps for the next one.
    auto error = d->parser.parse(text.data(), text.size(), true).get(root);
    if (error == simdjson::UTF8_ERROR) {
        // A server in Go writes valid UTF-8 always, but what passes a proxy may not be: one bad byte must not cost a page.
        const QByteArray mended = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toUtf8();
        error = d->parser.parse(mended.constData(), static_cast<std::size_t>(mended.size()), true).get(root);
    }
    if (error != simdjson::SUCCESS)
        return std::nullopt;
    const Words words = toWords(root);
    JsonView view;
    view.m_document = words.document;
    view.m_index = words.index;
    return view;
}

} // namespace sk::kube
