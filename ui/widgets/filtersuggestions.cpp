#include "filtersuggestions.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStandardItemModel>

#include <algorithm>

namespace sk::widgets {

FilterSuggestions::FilterSuggestions(QLineEdit *line)
    : QObject(line)
    , m_line(line)
    , m_completer(new QCompleter(this))
    , m_model(new QStandardItemModel(this))
{
    m_completer->setModel(m_model);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCompletionRole(Qt::UserRole);
    m_completer->setMaxVisibleItems(12);
    m_completer->setWidget(m_line);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
        [this](const QModelIndex &index) { take(index.data(Qt::UserRole).toString()); });
    connect(m_line, &QLineEdit::textEdited, this, [this] { suggest(false); });
}

bool FilterSuggestions::visible() const
{
    return m_completer->popup()->isVisible();
}

void FilterSuggestions::suggest(bool asked)
{
    m_model->clear();
    if (!m_complete)
        return;
    const SearchLanguage::Suggestions found = m_complete(m_line->text(), m_line->cursorPosition());
    m_from = found.from;
    const bool anything = m_line->cursorPosition() > found.from || asked || (found.from > 0 && !m_line->text().at(found.from - 1).isSpace());
    for (const SearchLanguage::Suggestion &suggestion : found.list) {
        auto *item = new QStandardItem(suggestion.hint.isEmpty() ? suggestion.text : suggestion.text + QStringLiteral("   ") + suggestion.hint);
        item->setData(suggestion.text, Qt::UserRole);
        m_model->appendRow(item);
    }
    if (!anything || m_model->rowCount() == 0) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = m_line->rect();
    place.setLeft(std::max(0, m_line->inputMethodQuery(Qt::ImCursorRectangle).toRect().left() - 8));
    place.setWidth(std::max(m_completer->popup()->sizeHintForColumn(0) + 40, m_line->fontMetrics().averageCharWidth() * 28));
    m_completer->complete(place);
}

void FilterSuggestions::take(const QString &text)
{
    QString line = m_line->text();
    line.replace(m_from, m_line->cursorPosition() - m_from, text);
    m_line->setText(line);
    m_line->setCursorPosition(m_from + static_cast<int>(text.size()));
    if (text.endsWith(u':') || text.endsWith(u'='))
        QMetaObject::invokeMethod(this, [this] { suggest(true); }, Qt::QueuedConnection); // a key wants its value, once the completer has put this list away
}

} // namespace sk::widgets
