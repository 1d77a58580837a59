#include "searchfield.h"

#include "filterchip.h"
#include "filtersuggestions.h"

#include <sk/theme/theme.h>

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sk::widgets {

namespace {

QToolButton *flatButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus); // Esc and F1 do the same
    return button;
}

} // namespace

SearchField::SearchField(QWidget *parent)
    : QWidget(parent)
    , m_box(new QFrame(this))
    , m_icon(new QLabel)
    , m_chipArea(new QScrollArea)
    , m_line(new QLineEdit)
    , m_lineMark(new QLabel)
    , m_clear(flatButton(this))
    , m_help(flatButton(this))
    , m_sentence(new QLabel)
    , m_suggestions(new FilterSuggestions(m_line))
{
    m_language.parts = [](const QString &text) { return text.trimmed().isEmpty() ? QList<SearchLanguage::Part>() : QList<SearchLanguage::Part>{{text.trimmed(), false}}; };
    m_language.off = [](const QString &part) { return part; };
    setFocusProxy(m_line);
    m_line->setObjectName(QStringLiteral("filter"));
    m_line->setFrame(false);
    m_line->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    m_line->installEventFilter(this);
    m_box->setFrameShape(QFrame::StyledPanel);
    m_box->setObjectName(QStringLiteral("filterBox"));
    m_box->setAutoFillBackground(true);
    m_box->setBackgroundRole(QPalette::Base);

    auto *chips = new QWidget;
    m_chipRow = new QHBoxLayout(chips);
    m_chipRow->setContentsMargins(0, 0, 0, 0);
    m_chipRow->setSpacing(4);
    m_chipRow->setSizeConstraint(QLayout::SetFixedSize);
    m_chipArea->setWidget(chips);
    m_chipArea->setFrameShape(QFrame::NoFrame);
    m_chipArea->setFocusPolicy(Qt::NoFocus);
    m_chipArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chipArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chipArea->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_chipArea->viewport()->setAutoFillBackground(false);
    chips->setAutoFillBackground(false);
    m_chipArea->hide();

    auto *row = new QHBoxLayout(m_box);
    row->setContentsMargins(6, 2, 2, 2);
    row->setSpacing(4);
    row->addWidget(m_icon);
    row->addWidget(m_chipArea);
    row->addWidget(m_line, 1);
    row->addWidget(m_lineMark);
    row->addWidget(m_clear);
    row->addWidget(m_help);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addWidget(m_box);
    layout->addWidget(m_sentence);
    m_sentence->setObjectName(QStringLiteral("filterMistake"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->hide();
    m_lineMark->setObjectName(QStringLiteral("lineMark"));
    m_lineMark->setText(QStringLiteral("↑"));
    m_lineMark->setForegroundRole(QPalette::Link);
    m_lineMark->hide();
    m_clear->hide();

    m_patience.setSingleShot(true);
    m_patience.setInterval(100);
    connect(&m_patience, &QTimer::timeout, this, &SearchField::announce);
    connect(m_line, &QLineEdit::textChanged, this, &SearchField::typed);
    connect(m_clear, &QToolButton::clicked, this, &SearchField::clearAll);
    connect(m_help, &QToolButton::clicked, this, &SearchField::helpRequested);
    const auto apply = [this] {
        const auto &theme = theme::Theme::instance();
        const int side = fontMetrics().height();
        m_icon->setPixmap(theme.icon(QStringLiteral("search")).pixmap(side, side));
        m_clear->setIcon(theme.icon(QStringLiteral("close")));
        QPalette colours = m_sentence->palette();
        colours.setColor(QPalette::WindowText, theme.foreground(theme::Tone::Failing));
        m_sentence->setPalette(colours);
        showMistake();
    };
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, apply);
    apply();
    retranslate();
}

SearchField::~SearchField()
{
    m_line->removeEventFilter(this);
}

void SearchField::setLanguage(SearchLanguage language)
{
    m_language = std::move(language);
    m_suggestions->setLanguage(m_language.complete);
}

void SearchField::setMarker(std::function<std::pair<bool, QString>(const QString &)> marker)
{
    m_marker = std::move(marker);
    updateMarks();
}

void SearchField::updateMarks()
{
    if (!m_marker)
        return;
    for (FilterChip *chip : std::as_const(m_chips)) {
        const auto [marked, note] = chip->isChecked() ? m_marker(chip->part()) : std::pair(false, QString());
        chip->setMark(marked, note);
    }
    chipsChanged();
    markLine();
}

/// What stands in the line is asked for as well, long before it becomes chips.
void SearchField::markLine()
{
    QStringList notes;
    bool any = false;
    if (m_marker && !hasMistake()) {
        for (const SearchLanguage::Part &part : m_language.parts(m_line->text())) {
            const auto [marked, note] = part.off ? std::pair(false, QString()) : m_marker(part.text);
            any = any || marked;
            if (!note.isEmpty())
                notes += part.text + QStringLiteral(": ") + note;
        }
    }
    m_lineMark->setVisible(any);
    m_lineMark->setToolTip(notes.join(u'\n'));
    m_line->setAccessibleDescription(hasMistake() ? m_mistake.sentence : any ? notes.join(QStringLiteral(". ")) : QString());
}

void SearchField::setHistory(const QStringList &history)
{
    m_history.set(history);
}

void SearchField::setPlaceholderText(const QString &text)
{
    m_placeholder = text;
    m_line->setPlaceholderText(m_chips.isEmpty() ? text : QString());
}

void SearchField::selectAll()
{
    m_line->selectAll();
}

QString SearchField::text() const
{
    QStringList parts;
    for (const FilterChip *chip : m_chips)
        parts += chip->isChecked() ? chip->part() : m_language.off(chip->part());
    const QString typed = m_line->text().trimmed();
    if (hasMistake() || m_chips.isEmpty()) {
        parts += typed;
    } else {
        // "a or b" beside chips is a part of its own.
        for (const SearchLanguage::Part &part : m_language.parts(typed))
            parts += part.off ? m_language.off(part.text) : part.text;
    }
    return parts.join(u' ').trimmed();
}

void SearchField::setFilterText(const QString &text)
{
    while (!m_chips.isEmpty())
        delete m_chips.takeLast();
    m_line->setText(text);
    settle();
    chipsChanged();
    announce();
}

void SearchField::typed()
{
    m_mistake = m_language.check ? m_language.check(m_line->text()) : SearchLanguage::Mistake();
    m_clear->setVisible(!m_line->text().isEmpty() || !m_chips.isEmpty());
    showMistake();
    markLine();
    m_patience.start();
}

void SearchField::showMistake()
{
    // The way to underline in a line edit: as an input method would.
    QList<QInputMethodEvent::Attribute> attributes;
    if (hasMistake()) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(theme::Theme::instance().foreground(theme::Tone::Failing));
        attributes.append({QInputMethodEvent::TextFormat, m_mistake.position - m_line->cursorPosition(), m_mistake.length, format});
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(m_line, &event);
    m_sentence->setText(m_mistake.sentence);
    m_sentence->setVisible(hasMistake());
}

void SearchField::announce()
{
    m_patience.stop();
    if (hasMistake())
        return;
    const QString now = text();
    if (now == m_announced)
        return;
    m_announced = now;
    updateMarks();
    emit filterChanged(m_announced);
}

FilterChip *SearchField::addChip(const SearchLanguage::Part &part)
{
    auto *chip = new FilterChip(part.text);
    chip->setChecked(!part.off);
    m_chips += chip;
    m_chipRow->addWidget(chip);
    chip->show();
    connect(chip, &FilterChip::removeRequested, this, [this, chip] { removeChip(chip, false); });
    connect(chip, &FilterChip::editRequested, this, [this, chip] { removeChip(chip, true); });
    connect(chip, &QAbstractButton::clicked, this, &SearchField::announce);
    connect(chip, &FilterChip::neighbourRequested, this, [this, chip](int step) {
        const qsizetype next = m_chips.indexOf(chip) + step;
        if (next >= m_chips.size())
            m_line->setFocus(Qt::OtherFocusReason);
        else if (next >= 0)
            m_chips[next]->setFocus(Qt::OtherFocusReason);
    });
    return chip;
}

void SearchField::settle()
{
    if (hasMistake())
        return;
    const QList<SearchLanguage::Part> parts = m_language.parts(m_line->text());
    if (parts.isEmpty())
        return;
    for (const SearchLanguage::Part &part : parts)
        addChip(part);
    m_line->clear();
    chipsChanged();
}

void SearchField::removeChip(FilterChip *chip, bool edit)
{
    const qsizetype place = m_chips.indexOf(chip);
    m_chips.removeAt(place);
    if (edit) {
        settle();
        m_line->setText(chip->part());
        m_line->setFocus(Qt::OtherFocusReason);
    } else if (chip->hasFocus()) {
        if (m_chips.isEmpty())
            m_line->setFocus(Qt::OtherFocusReason);
        else
            m_chips[std::min(place, m_chips.size() - 1)]->setFocus(Qt::OtherFocusReason);
    }
    chip->hide();
    chip->deleteLater(); // this may be its own signal
    chipsChanged();
    announce();
}

void SearchField::chipsChanged()
{
    m_chipArea->setVisible(!m_chips.isEmpty());
    m_line->setPlaceholderText(m_chips.isEmpty() ? m_placeholder : QString()); // chips say by themselves what goes here
    m_clear->setVisible(!m_line->text().isEmpty() || !m_chips.isEmpty());
    int wanted = 0;
    for (const FilterChip *chip : std::as_const(m_chips))
        wanted += chip->sizeHint().width() + m_chipRow->spacing();
    // The line keeps a third of the box; more chips than fit are scrolled to by the keyboard.
    const int most = std::max(width() * 2 / 3, 200);
    m_chipArea->setFixedSize(std::clamp(wanted, 0, most), fontMetrics().height() + 4);
    m_chipArea->horizontalScrollBar()->setValue(m_chipArea->horizontalScrollBar()->maximum());
}

void SearchField::clearAll()
{
    while (!m_chips.isEmpty())
        m_chips.takeLast()->deleteLater();
    m_line->clear();
    typed();
    chipsChanged();
    announce();
}

void SearchField::remember()
{
    const QString now = text();
    if (now.isEmpty() || hasMistake())
        return;
    m_history.remember(now);
    emit historyChanged(m_history.entries());
}

bool SearchField::walkHistory(int step)
{
    const auto shown = m_history.walk(step, text());
    if (shown)
        setFilterText(*shown);
    return shown.has_value();
}

bool SearchField::lineKey(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Escape:
        if (m_line->text().isEmpty() && m_chips.isEmpty())
            return false; // an empty field leaves Esc to others
        clearAll();
        return true;
    case Qt::Key_Up:
        walkHistory(1);
        return true;
    case Qt::Key_Down:
        if (m_history.walking() && walkHistory(-1))
            return true;
        announce();
        emit leaveRequested();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (hasMistake())
            return true;
        settle();
        announce();
        remember();
        emit leaveRequested();
        return true;
    case Qt::Key_Space:
        if (!modifiers.testFlag(Qt::ControlModifier))
            return false;
        m_suggestions->suggest(true);
        return true;
    case Qt::Key_Backspace:
    case Qt::Key_Left:
        if (m_line->cursorPosition() > 0 || m_line->hasSelectedText() || m_chips.isEmpty())
            return false;
        m_chips.last()->setFocus(Qt::OtherFocusReason);
        return true;
    case Qt::Key_F1:
        emit helpRequested();
        return true;
    default:
        return false;
    }
}

bool SearchField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (lineKey(key->key(), key->modifiers()))
            return true;
    }
    // The window's F1 shows its keys; here it shows the language.
    if (watched == m_line && event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_F1)
        event->accept();
    if (watched == m_line && event->type() == QEvent::FocusOut && !m_suggestions->visible())
        announce();
    return QWidget::eventFilter(watched, event);
}

void SearchField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        typed();
    }
}

void SearchField::retranslate()
{
    m_line->setAccessibleName(tr("Filter"));
    m_clear->setAccessibleName(tr("Clear"));
    m_clear->setToolTip(tr("Clear the filter (Esc)"));
    m_help->setText(QStringLiteral("?"));
    m_help->setAccessibleName(tr("How to filter"));
    m_help->setToolTip(tr("How to filter (F1)"));
}

} // namespace sk::widgets
