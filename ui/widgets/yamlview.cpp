#include "yamlview.h"

#include <sk/theme/theme.h>

#include <QRegularExpression>
#include <QScrollBar>
#include <QSyntaxHighlighter>

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
