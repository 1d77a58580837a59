#include "detailpane.h"

#include "detailsections.h"
#include "healthtone.h"

#include <sk/core/age.h>
#include <sk/dialogs/errortext.h>
#include <sk/theme/theme.h>
#include <sk/widgets/stateview.h>
#include <sk/widgets/yamlview.h>

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace sk::ui {

namespace {

/// A page of stacked parts that scrolls; its content is replaced as a whole and its scroll position kept.
class ScrollPage final : public QScrollArea {
public:
    ScrollPage()
    {
        setFrameShape(NoFrame);
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }
    void setParts(const QList<QWidget *> &parts)
    {
        const int position = verticalScrollBar()->value();
        auto *content = new QWidget;
        auto *layout = new QVBoxLayout(content);
        layout->setContentsMargins(12, 4, 12, 12);
        layout->setSpacing(4);
        for (QWidget *part : parts)
            layout->addWidget(part);
        layout->addStretch(1);
        setWidget(content);
        verticalScrollBar()->setValue(position);
    }
};

constexpr int latestEvents = 3;

} // namespace

struct DetailPane::Private {
    const Clock &clock;
    kube::Cluster *cluster = nullptr;
    kube::ResourceKind kind;
    kube::Row row; // the row's own cells, for the header until the object is there
    bool hasRow = false;
    std::shared_ptr<const kube::ObjectDetail> detail;
    QList<kube::ObjectEvent> events;
    Error eventsError;
    bool loading = false;
    int generation = 0; // answers of an earlier selection are dropped
    bool unmasked = false;
    QTimer debounce;

    QLabel *symbol = nullptr, *name = nullptr, *status = nullptr, *kindName = nullptr;
    QTabWidget *tabs = nullptr;
    ScrollPage *overview = nullptr, *eventsPage = nullptr, *metadata = nullptr;
    widgets::YamlView *yaml = nullptr;
    widgets::StateView *state = nullptr;
    QPushButton *copyYaml = nullptr, *reveal = nullptr;
    QToolButton *close = nullptr;
    QWidget *yamlPage = nullptr;
};

DetailPane::DetailPane(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , d(new Private{clock})
{
    d->symbol = new QLabel;
    d->name = new QLabel;
    d->name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    d->name->setWordWrap(true);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    d->name->setFont(large);
    d->symbol->setFont(large);
    d->kindName = new QLabel;
    d->status = new QLabel;
    d->status->setWordWrap(true);
    d->close = new QToolButton;
    d->close->setAutoRaise(true);
    d->close->setIcon(theme::Theme::instance().icon(QStringLiteral("close")));
    d->overview = new ScrollPage;
    d->eventsPage = new ScrollPage;
    d->metadata = new ScrollPage;
    d->yaml = new widgets::YamlView;
    d->copyYaml = new QPushButton;
    d->reveal = new QPushButton;
    d->reveal->setCheckable(true);
    d->state = new widgets::StateView;
    d->state->hide();

    d->yamlPage = new QWidget;
    auto *yamlLayout = new QVBoxLayout(d->yamlPage);
    yamlLayout->setContentsMargins(12, 8, 0, 0);
    auto *yamlTop = new QHBoxLayout;
    yamlTop->addWidget(d->copyYaml);
    yamlTop->addWidget(d->reveal);
    yamlTop->addStretch(1);
    yamlLayout->addLayout(yamlTop);
    yamlLayout->addWidget(d->yaml, 1);

    d->tabs = new QTabWidget;
    d->tabs->setDocumentMode(true);
    d->tabs->addTab(d->overview, QString());
    d->tabs->addTab(d->eventsPage, QString());
    d->tabs->addTab(d->metadata, QString());
    d->tabs->addTab(d->yamlPage, QString());

    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 10, 8, 0);
    head->addWidget(d->symbol, 0, Qt::AlignTop);
    head->addWidget(d->name, 1);
    head->addWidget(d->close, 0, Qt::AlignTop);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(12, 2, 12, 6);
    below->setSpacing(2);
    below->addWidget(d->kindName);
    below->addWidget(d->status);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(below);
    layout->addWidget(d->tabs, 1);
    layout->addWidget(d->state, 1);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    d->debounce.setSingleShot(true);
    d->debounce.setInterval(120);
    connect(&d->debounce, &QTimer::timeout, this, &DetailPane::load);
    connect(d->close, &QToolButton::clicked, this, &DetailPane::closeRequested);
    connect(d->state, &widgets::StateView::actionTriggered, this, &DetailPane::load);
    connect(d->copyYaml, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(d->yaml->toPlainText()); });
    connect(d->reveal, &QPushButton::toggled, this, [this](bool shown) {
        d->unmasked = shown;
        if (d->detail)
            d->yaml->setYaml(shown ? d->detail->yamlUnmasked : d->detail->yaml);
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] {
        d->close->setIcon(theme::Theme::instance().icon(QStringLiteral("close")));
        renderHeader();
        render();
    });
    retranslate();
}

DetailPane::~DetailPane() = default;

void DetailPane::setCluster(kube::Cluster *cluster)
{
    clear();
    d->cluster = cluster;
}

void DetailPane::show(const kube::ResourceKind &kind, const kube::Row &row)
{
    const bool same = d->hasRow && d->row.uid == row.uid;
    if (same && d->row.resourceVersion == row.resourceVersion)
        return;
    d->kind = kind;
    d->row = row;
    d->hasRow = true;
    if (!same) {
        d->detail.reset();
        d->events.clear();
        d->unmasked = false;
        d->reveal->setChecked(false);
        render();
    }
    renderHeader();
    d->loading = true;
    // Walking through a list with the arrow keys does not ask for every object on the way.
    d->debounce.start();
}

void DetailPane::clear()
{
    ++d->generation;
    d->debounce.stop();
    d->hasRow = false;
    d->loading = false;
    d->detail.reset();
    d->events.clear();
    renderHeader();
    render();
}

void DetailPane::showYaml()
{
    d->tabs->setCurrentWidget(d->yamlPage);
}

bool DetailPane::loading() const
{
    return d->loading;
}

QString DetailPane::yaml() const
{
    return d->detail ? d->detail->yaml : QString();
}

void DetailPane::load()
{
    if (!d->cluster || !d->hasRow)
        return;
    const int generation = ++d->generation;
    d->loading = true;
    d->cluster->detail(d->kind, d->row.nameSpace, d->row.name, this, [this, generation](const Result<std::shared_ptr<const kube::ObjectDetail>> &answer) {
        if (generation != d->generation)
            return;
        d->loading = false;
        if (!answer) {
            const ErrorText text = errorText(answer.error());
            d->state->setContent({theme::Tone::Failing, text.title, text.advice, text.details, tr("Retry"), false});
            d->state->setVisible(!d->detail);
            d->tabs->setVisible(d->detail != nullptr);
        } else {
            d->detail = *answer;
            d->state->hide();
            d->tabs->show();
            renderHeader();
            render();
        }
        emit loaded();
    });
    d->cluster->events(d->kind, d->row.nameSpace, d->row.name, this, [this, generation](const Result<QList<kube::ObjectEvent>> &answer) {
        if (generation != d->generation)
            return;
        d->eventsError = answer ? Error{} : answer.error();
        if (answer)
            d->events = *answer;
        renderEvents();
        render();
    });
}

void DetailPane::renderHeader()
{
    const kube::Health health = d->detail ? d->detail->health : d->row.health;
    const theme::Tone tone = d->hasRow ? toneOf(health) : theme::Tone::Neutral;
    const auto &colors = theme::Theme::instance();
    d->symbol->setText(theme::Theme::symbol(tone));
    QPalette toned = palette();
    toned.setColor(QPalette::WindowText, colors.foreground(tone));
    d->symbol->setPalette(toned);
    const bool speaks = tone == theme::Tone::Warning || tone == theme::Tone::Failing;
    d->status->setPalette(speaks ? toned : palette());
    d->name->setText(d->hasRow ? d->row.name : QString());
    QString status = d->detail ? d->detail->status : QString();
    const int column = d->kind.columnIndex(QStringLiteral("status"));
    if (status.isEmpty() && d->hasRow && column >= 0 && static_cast<std::size_t>(column) < d->row.cells.size()) {
        const kube::Cell &cell = d->row.cells[static_cast<std::size_t>(column)];
        status = cell.text;
        status.replace(QStringLiteral("%t"), humanDuration(d->clock.now() - static_cast<UnixMs>(std::isnan(cell.a) ? 0 : cell.a)));
    }
    d->status->setText(status);
    d->status->setVisible(!status.isEmpty());
    toned.setColor(QPalette::WindowText, colors.color(theme::Role::SecondaryText));
    d->kindName->setPalette(toned);
    d->kindName->setText(d->hasRow ? d->kind.type.kind + (d->row.nameSpace.isEmpty() ? QString() : QStringLiteral(" · ") + d->row.nameSpace) : QString());
}

void DetailPane::renderEvents()
{
    const UnixMs now = d->clock.now();
    QList<QWidget *> parts;
    for (const kube::ObjectEvent &event : std::as_const(d->events))
        parts << makeEventRow(event, now);
    if (parts.isEmpty())
        parts << makeSectionTitle(d->eventsError ? errorText(d->eventsError).title : tr("No events in the server's memory. They are usually kept for an hour."));
    d->eventsPage->setParts(parts);
    d->tabs->setTabText(1, d->events.isEmpty() ? tr("Events") : tr("Events %1").arg(d->events.size()));
}

void DetailPane::render()
{
    const UnixMs now = d->clock.now();
    QList<QWidget *> parts;
    if (d->detail) {
        for (kube::DetailSection section : d->detail->sections) {
            if (section.entries.isEmpty())
                continue;
            // Monitoring's figures are the list's; the object itself knows only what is allocatable.
            for (auto &entry : section.entries) {
                for (std::size_t i = 0; section.shape == kube::DetailSection::Shape::Meters && i < d->kind.columns.size(); ++i) {
                    const kube::Column &column = d->kind.columns[i];
                    if (column.joined && column.type == kube::CellType::Meter && i < d->row.cells.size()
                        && entry.total > 0 && entry.total == d->row.cells[i].c) {
                        entry.used = d->row.cells[i].a;
                        entry.requested = d->row.cells[i].b;
                    }
                }
            }
            parts << makeSectionTitle(section.title) << makeSection(section, now);
        }
        if (!d->events.isEmpty()) {
            parts << makeSectionTitle(tr("Latest events"));
            for (qsizetype i = 0; i < std::min<qsizetype>(latestEvents, d->events.size()); ++i)
                parts << makeEventRow(d->events.at(i), now);
        }
        kube::DetailSection labels;
        labels.shape = kube::DetailSection::Shape::Chips;
        for (const auto &[key, value] : d->detail->labels) {
            kube::DetailSection::Entry entry;
            entry.label = key;
            entry.value = value;
            labels.entries << entry;
        }
        if (!labels.entries.isEmpty())
            parts << makeSectionTitle(tr("Labels")) << makeSection(labels, now);
        d->metadata->setParts({makeSectionTitle(tr("Labels")), makePairs(d->detail->labels, tr("None")),
                               makeSectionTitle(tr("Annotations")), makePairs(d->detail->annotations, tr("None"))});
        d->reveal->setVisible(!d->detail->yamlUnmasked.isEmpty());
        d->yaml->setYaml(d->unmasked ? d->detail->yamlUnmasked : d->detail->yaml);
    } else {
        parts << makeSectionTitle(d->hasRow ? tr("Reading the object") : tr("Select a row to see it here."));
        d->metadata->setParts({});
        d->yaml->setYaml(QString());
        d->reveal->hide();
    }
    d->overview->setParts(parts);
    if (!d->detail)
        renderEvents();
}

void DetailPane::retranslate()
{
    d->tabs->setTabText(0, tr("Overview"));
    d->tabs->setTabText(2, tr("Metadata"));
    d->tabs->setTabText(3, tr("YAML"));
    d->copyYaml->setText(tr("Copy"));
    d->reveal->setText(tr("Show values"));
    d->close->setAccessibleName(tr("Close the detail pane"));
    d->close->setToolTip(tr("Close (Esc)"));
    setAccessibleName(tr("Details"));
    renderHeader();
    renderEvents();
    render();
}

void DetailPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DetailPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit closeRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace sk::ui
