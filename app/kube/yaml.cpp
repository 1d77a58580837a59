#include "decoding.h"

#include <QRegularExpression>

#include <algorithm>

// Written by hand rather than through a library: kubectl's block style, `|` for texts of several lines, and no quotes where none are
// needed are what people know, and yaml-cpp's emitter gives none of the three. The tests read the result back with yaml-cpp.
namespace sk::kube {

namespace {

constexpr auto mask = "\"********\"";
constexpr std::string_view lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/// True for what YAML 1.1 or 1.2 readers take for a number, a time, a boolean or null.
bool isAmbiguous(const QString &text)
{
    static const QRegularExpression number(QStringLiteral(
        "\\A(?:[-+]?(?:\\.?[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|0[xX][0-9a-fA-F_]+|0o?[0-7_]+|0b[01_]+|\\.(?:inf|Inf|INF|nan|NaN|NAN)|[0-9][0-9_]*(?::[0-9]+)+(?:\\.[0-9_]*)?)"
        "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)\\z"));
    static const QRegularExpression word(QStringLiteral("\\A(?:~|null|y|n|yes|no|true|false|on|off)\\z"), QRegularExpression::CaseInsensitiveOption);
    return number.match(text).hasMatch() || word.match(text).hasMatch();
}

bool isPlain(const QString &text)
{
    static const QRegularExpression safe(QStringLiteral("\\A[\\p{L}\\p{N}_/.(+-](?:[^\\p{C}\\p{Z}#:]|[ ](?![#])|:(?![ ]|\\z)|#)*\\z"));
    if (text.isEmpty() || text.endsWith(u' ') || text.endsWith(u':') || text.contains(QLatin1String(" #")))
        return false;
    if (text.startsWith(QLatin1String("- ")) || text == QLatin1String("-") || text.startsWith(QLatin1String("--")) || text.startsWith(QLatin1String("...")))
        return false;
    return safe.match(text).hasMatch() && !isAmbiguous(text);
}

QString quoted(const QString &text)
{
    QString out = QStringLiteral("\"");
    const auto escape = [&out](uint point) {
        if (point <= 0xff)
            out += QStringLiteral("\\x%1").arg(point, 2, 16, QLatin1Char('0'));
        else
            out += QStringLiteral("\\u%1").arg(point, 4, 16, QLatin1Char('0'));
    };
    for (const QChar c : text) {
        switch (c.unicode()) {
        case '"': out += QLatin1String("\\\""); break;
        case '\\': out += QLatin1String("\\\\"); break;
        case '\n': out += QLatin1String("\\n"); break;
        case '\r': out += QLatin1String("\\r"); break;
        case '\t': out += QLatin1String("\\t"); break;
        default:
            if (c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() <= 0xa0) || c == QChar::LineSeparator || c == QChar::ParagraphSeparator || c.unicode() == 0xfeff)
                escape(c.unicode());
            else
                out += c;
        }
    }
    return out + u'"';
}

/// True when a text of several lines can be written as it is after "|".
bool fitsBlock(const QString &text)
{
    if (!text.contains(u'\n') || text.front().isSpace())
        return false;
    return std::none_of(text.cbegin(), text.cend(), [](QChar c) {
        return (c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() <= 0x9f) || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator || c.unicode() == 0xfeff;
    });
}

class Writer {
public:
    explicit Writer(bool maskSecret)
        : m_maskSecret(maskSecret)
    {
    }

    void object(JsonView value, int indent, int depth, bool masked, bool isMetadata)
    {
        value.eachMember([&](std::string_view key, JsonView member) {
            if (isMetadata && key == "managedFields")
                return;
            pad(indent);
            m_out += keyText(key);
            m_out += u':';
            const bool secretMember = m_maskSecret && depth == 0 && (key == "data" || key == "stringData");
            if (masked || (m_maskSecret && key == lastApplied))
                m_out += u' ' + QLatin1String(mask) + u'\n';
            else
                this->member(member, indent, depth, secretMember, depth == 0 && key == "metadata");
        });
    }

    void pad(int indent) { m_out.append(QString(indent, u' ')); }
    void text(const QString &text) { m_out += text; }

    static QString scalar(const QString &text) { return isPlain(text) ? text : quoted(text); }
    [[nodiscard]] QString take() { return std::move(m_out); }

private:
    static QString keyText(std::string_view key) { return scalar(exactText(key)); }

    /// What follows "key:".
    void member(JsonView value, int indent, int depth, bool masked, bool isMetadata)
    {
        if (value.isObject() && value.size() > 0) {
            m_out += u'\n';
            object(value, indent + 2, depth + 1, masked, isMetadata);
        } else if (value.isArray() && value.size() > 0) {
            m_out += u'\n';
            array(value, indent, depth + 1);
        } else {
            m_out += u' ';
            leaf(value, indent + 2);
        }
    }

    void array(JsonView value, int indent, int depth)
    {
        value.eachElement([&](JsonView element) {
            pad(indent);
            m_out += QLatin1String("- ");
            if (element.isObject() && element.size() > 0) {
                // The first member stands on the dash's line: written with its indent, which is then taken away again.
                const qsizetype at = m_out.size();
                object(element, indent + 2, depth + 1, false, false);
                m_out.remove(at, indent + 2);
            } else if (element.isArray() && element.size() > 0) {
                const qsizetype at = m_out.size();
                array(element, indent + 2, depth + 1);
                m_out.remove(at, indent + 2);
            } else {
                leaf(element, indent + 2);
            }
        });
    }

    void leaf(JsonView value, int indent)
    {
        if (value.isString()) {
            const QString text = value.text();
            if (fitsBlock(text))
                block(text, indent);
            else
                m_out += scalar(text) + u'\n';
        } else if (value.isObject()) {
            m_out += QLatin1String("{}\n");
        } else if (value.isArray()) {
            m_out += QLatin1String("[]\n");
        } else if (value.isNull()) {
            m_out += QLatin1String("null\n");
        } else {
            m_out += value.text() + u'\n';
        }
    }

    void block(const QString &text, int indent)
    {
        const bool endsOnce = text.endsWith(u'\n');
        const bool endsMore = endsOnce && (text.endsWith(QLatin1String("\n\n")));
        m_out += endsMore ? QLatin1String("|+\n") : endsOnce ? QLatin1String("|\n") : QLatin1String("|-\n");
        QString body = text;
        if (endsOnce)
            body.chop(1);
        for (const QString &line : body.split(u'\n')) {
            if (!line.isEmpty())
                pad(indent);
            m_out += line;
            m_out += u'\n';
        }
    }

    bool m_maskSecret;
    QString m_out;
};

} // namespace

QString toYaml(JsonView object, const ResourceType &type, bool maskSecret)
{
    Writer writer(maskSecret);
    if (object["apiVersion"].isNull())
        writer.text(QStringLiteral("apiVersion: ") + Writer::scalar(type.apiVersion()) + u'\n');
    if (object["kind"].isNull())
        writer.text(QStringLiteral("kind: ") + Writer::scalar(type.kind) + u'\n');
    writer.object(object, 0, 0, false, false);
    return writer.take();
}

} // namespace sk::kube
