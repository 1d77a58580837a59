#pragma once

#include "filterhistory.h"

#include <QFrame>
#include <QLineEdit>
#include <QStringList>
#include <QTimer>

#include <functional>

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace sk::widgets {

class FilterChip;
class FilterSuggestions;

/// What a SearchField must know of the language that is written in it.
struct SearchLanguage {
    struct Mistake {
        int position = 0;
        int length = 0;
        QString sentence; ///< empty: none
    };
    struct Suggestion {
        QString text; ///< takes the place of what stands between `from` and the cursor
        QString hint; ///< what it is
    };
    struct Suggestions {
        int from = 0;
        QList<Suggestion> list;
    };
    struct Part {
        QString text; ///< can be put beside others without changing its meaning
        bool off = false;
    };
    std::function<QList<Part>(const QString &text)> parts; ///< of a text without a mistake
    std::function<Mistake(const QString &text)> check;
    std::function<Suggestions(const QString &text, int cursor)> complete;
    std::function<QString(const QString &part)> off; ///< the writing of a part that is switched off
};

/// The box of a filter: chips for the parts that are settled, a line for what is being typed, a sentence below for a mistake,
/// completion while typing, Up and Down through the history, Esc to clear. Knows a language only by SearchLanguage.
class SearchField : public QWidget {
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);
    ~SearchField() override;

    void setLanguage(SearchLanguage language);
    void setFilterText(const QString &text); ///< sets it and says so at once; its parts become chips
    [[nodiscard]] QString text() const; ///< of chips and line, those that are off included
    [[nodiscard]] bool hasMistake() const { return !m_mistake.sentence.isEmpty(); }
    /// Marks the parts that somebody else does, chips and what is in the line, and says of each who does it; asked again whenever they change.
    void setMarker(std::function<std::pair<bool, QString>(const QString &part)> marker);
    void updateMarks();

    void setHistory(const QStringList &history); ///< newest first
    void setPlaceholderText(const QString &text);
    void selectAll();
    [[nodiscard]] QLineEdit *line() const { return m_line; }

signals:
    void filterChanged(const QString &text); ///< 100 ms after the last key; at once on Enter, on chips and on *clear*. Not while there is a mistake
    void historyChanged(const QStringList &history);
    void leaveRequested(); ///< Down or Enter: on to the results
    void helpRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void announce();
    void typed();
    void showMistake();
    void settle(); ///< the line's parts become chips
    void clearAll();
    void remember();
    bool walkHistory(int step);
    bool lineKey(int key, Qt::KeyboardModifiers modifiers);
    FilterChip *addChip(const SearchLanguage::Part &part);
    void removeChip(FilterChip *chip, bool edit);
    void chipsChanged();
    void markLine();
    void retranslate();

    SearchLanguage m_language;
    SearchLanguage::Mistake m_mistake;
    std::function<std::pair<bool, QString>(const QString &)> m_marker;
    QTimer m_patience;
    QString m_announced;
    QString m_placeholder;
    FilterHistory m_history;
    QList<FilterChip *> m_chips;
    QFrame *m_box;
    QLabel *m_icon;
    QScrollArea *m_chipArea;
    QHBoxLayout *m_chipRow;
    QLineEdit *m_line;
    QLabel *m_lineMark; ///< an arrow, as on chips
    QToolButton *m_clear;
    QToolButton *m_help;
    QLabel *m_sentence;
    FilterSuggestions *m_suggestions;
};

} // namespace sk::widgets
