#pragma once

#include <QPlainTextEdit>

namespace sk::widgets {

/// Read-only YAML in colours. Keeps its scroll position when the text is replaced by a newer one.
class YamlView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit YamlView(QWidget *parent = nullptr);
    void setYaml(const QString &text);

    /// The keys that lead to what stands in this line, from the outermost in; an empty one stands for the elements of a list. Of a text
    /// in block style, as toYaml() and kubectl write it.
    [[nodiscard]] static QStringList pathAt(const QStringList &lines, int line);

signals:
    void columnRequested(const QStringList &path); ///< the user wants to see the field of a line as a column

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    class Highlighter;
    Highlighter *m_highlighter;
};

} // namespace sk::widgets
