#include "yamlview.h"

#include <sk/theme/theme.h>

#include <QContextMenuEvent>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSyntaxHighlighter>

#include <algorithm>

namespace sk::widgets {

/// Colours keys, strings, numbers and words like true and null, line by line.
class YamlView::Highlighter final : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override
    {
        static const QRegularExpression line(QStringLiteral(R"(^(\s*(?:- )*)((?:"[^"]*"|'[^']*'|[^\s"'#:][^:#]*)(?=:(?:\s|$)))?(:\s*)?(.*)$)"));
        static const QRegularExpression plain(QStringLiteral(R"(^(true|false|null|~|-?\d+(\.\d+)?)$)"));
        const auto &colors = theme::Theme::instance();
        const QRegularExpressionMatch match = line.match(text);
        if (!match.hasMatch())
            return;
        if (match.capturedLength(2) > 0)
            setFormat(static_cast<int>(match.capturedStart(2)), static_cast<int>(match.capturedLength(2)), colors.palette().color(QPalette::Link));
        const QString value = match.captured(4);
        if (value.isEmpty())
            return;
        const bool simple = plain.match(value).hasMatch();
        const QColor color = simple ? colors.foreground(theme::Tone::Warning) : colors.foreground(theme::Tone::Healthy);
        // A line without a key is an element or a part of a block of text: left in the text's own colour unless it is a plain value.
        if (match.capturedLength(2) > 0 || simple)
            setFormat(static_cast<int>(match.capturedStart(4)), static_cast<int>(match.capturedLength(4)), color);
    }
};

YamlView::YamlView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new Highlighter(document()))
{
    setReadOnly(true);
    setLineWrapMode(NoWrap);
    setFrameShape(NoFrame);
    setFont(theme::Theme::monospaceFont(font()));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("YAML"));
    connect(&theme::Theme::instance(), &theme::Theme::changed, m_highlighter, &QSyntaxHighlighter::rehighlight);
}

namespace {

/// Where a line stands and what it begins with.
struct YamlLine {
    int dash = -1; ///< column of "- "; -1: none
    int key = 0; ///< column of the key, or of the text
    QString name; ///< empty: no key
    bool opensBlock = false; ///< a text of several lines follows, deeper
};

YamlLine readLine(const QString &text)
{
    YamlLine line;
    while (line.key < text.size() && text[line.key] == u' ')
        ++line.key;
    while (QStringView(text).mid(line.key).startsWith(u"- ")) {
        if (line.dash < 0)
            line.dash = line.key;
        line.key += 2;
    }
    static const QRegularExpression key(QStringLiteral(R"(^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#][^#]*?):(?:\s+(.*))?$)"));
    const QRegularExpressionMatch match = key.match(text.mid(line.key));
    if (!match.hasMatch())
        return line;
    line.name = match.captured(1);
    if (line.name.size() > 1 && (line.name.front() == u'"' || line.name.front() == u'\'') && line.name.back() == line.name.front())
        line.name = line.name.mid(1, line.name.size() - 2);
    line.opensBlock = match.captured(2).startsWith(u'|') || match.captured(2).startsWith(u'>');
    return line;
}

} // namespace

QStringList YamlView::pathAt(const QStringList &lines, int number)
{
    if (number < 0 || number >= lines.size())
        return {};
    // Inside a text of several lines nothing is a key: the line that opens it counts.
    const auto indentOf = [&lines](int i) { return static_cast<int>(std::find_if(lines[i].cbegin(), lines[i].cend(), [](QChar c) { return c != u' '; }) - lines[i].cbegin()); };
    for (int above = number - 1, indent = lines[number].isEmpty() ? 1 << 20 : indentOf(number); above >= 0 && indent > 0; --above) {
        if (lines[above].isEmpty() || indentOf(above) >= indent)
            continue;
        indent = indentOf(above);
        if (readLine(lines[above]).opensBlock)
            number = above;
    }
    const YamlLine start = readLine(lines[number]);
    QStringList path;
    if (!start.name.isEmpty())
        path.prepend(start.name);
    else if (start.dash < 0)
        return {};
    // Upwards: to the key that a key stands below, or to the one whose list an element is of. Elements may stand as far left as it does.
    int column = start.key;
    bool element = false;
    const auto enter = [&](const YamlLine &line) {
        element = line.dash >= 0;
        if (element)
            path.prepend(QString());
        column = element ? line.dash : line.key;
    };
    enter(start);
    for (int above = number - 1; above >= 0 && (column > 0 || element); --above) {
        const YamlLine line = readLine(lines[above]);
        if (!element && line.dash >= 0 && line.key == column) {
            enter(line); // the key is of this element
        } else if (line.name.isEmpty()) {
            continue;
        } else if (element ? line.dash < 0 && line.key <= column : line.key < column) {
            path.prepend(line.name);
            enter(line);
        } else if (element && line.dash >= 0 && line.key <= column) {
            path.prepend(line.name);
            enter(line);
        }
    }
    return path;
}

void YamlView::contextMenuEvent(QContextMenuEvent *event)
{
    // By keyboard the cursor's line, by mouse the one below it.
    const QTextCursor cursor = event->reason() == QContextMenuEvent::Keyboard ? textCursor() : cursorForPosition(event->pos());
    const QStringList path = pathAt(toPlainText().split(u'\n'), cursor.blockNumber());
    QMenu *menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    QAction *action = menu->addAction(tr("Show as column"));
    action->setEnabled(!path.isEmpty());
    connect(action, &QAction::triggered, this, [this, path] { emit columnRequested(path); });
    menu->popup(event->globalPos());
}

void YamlView::setYaml(const QString &text)
{
    if (toPlainText() == text)
        return;
    const int vertical = verticalScrollBar()->value();
    const int horizontal = horizontalScrollBar()->value();
    setPlainText(text);
    verticalScrollBar()->setValue(vertical);
    horizontalScrollBar()->setValue(horizontal);
}

} // namespace sk::widgets
