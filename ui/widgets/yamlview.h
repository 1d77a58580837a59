#pragma once

#include <QPlainTextEdit>

namespace sk::widgets {

/// Read-only YAML in colours. Keeps its scroll position when the text is replaced by a newer one.
class YamlView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit YamlView(QWidget *parent = nullptr);
    void setYaml(const QString &text);

private:
    class Highlighter;
    Highlighter *m_highlighter;
};

} // namespace sk::widgets
