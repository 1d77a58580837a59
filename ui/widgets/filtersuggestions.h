#pragma once

#include "searchfield.h"

class QCompleter;
class QStandardItemModel;

namespace sk::widgets {

/// The list below the cursor of a filter's line: what can come there, and what it is. Choosing one writes it.
class FilterSuggestions : public QObject {
    Q_OBJECT

public:
    explicit FilterSuggestions(QLineEdit *line);

    using Complete = std::function<SearchLanguage::Suggestions(const QString &text, int cursor)>;
    void setLanguage(Complete complete) { m_complete = std::move(complete); } ///< empty: nothing is suggested
    void suggest(bool asked); ///< asked: also where nothing has been begun
    [[nodiscard]] bool visible() const;

private:
    void take(const QString &text);

    QLineEdit *m_line;
    Complete m_complete;
    QCompleter *m_completer;
    QStandardItemModel *m_model;
    int m_from = 0; ///< what is taken replaces the text from here to the cursor
};

} // namespace sk::widgets
