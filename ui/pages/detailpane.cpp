#include "detailpane.h"

#include "detailheader.h"
#include "detailsections.h"
#include "listwords.h"

#include <sk/dialogs/errortext.h>
#include <sk/kube/jsonpath.h>
#include <sk/models/cellformat.h>
#include <sk/theme/theme.h>
#include <sk/widgets/stateview.h>
#include <sk/widgets/yamlview.h>

#include <QApplication>
#include <QCoreApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>
#include <utility>

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
    explicit Private(const Clock &c)
        : clock(c)
    {
    }

    const Clock &clock;
    Source source;
    kube::ResourceKind kind;
    Selection row; // what the list knows, for the header until the object is there, and for monitoring's figures
    bool hasRow = false;
    std::shared_ptr<const kube::ObjectDetail> detail;
    QList<kube::ObjectEvent> events;
    Error eventsError;
    bool loading = false;
    int generation = 0; // answers of an earlier selection are dropped
    bool unmasked = false;
    bool copyWanted = false;
    QTimer debounce;

    DetailHeader *header = nullptr;
    QTabWidget *tabs = nullptr;
    ScrollPage *overview = nullptr, *eventsPage = nullptr, *metadata = nullptr;
    widgets::YamlView *yaml = nullptr;
    widgets::StateView *state = nullptr;
    QPushButton *copyYaml = nullptr, *reveal = nullptr;
    QWidget *yamlPage = nullptr;
};

DetailPane::DetailPane(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(clock))
{
    d->header = new DetailHeader;
    d->overview = new ScrollPage;
    d->eventsPage = new ScrollPage;
    d->metadata = new ScrollPage;
    d->yaml = new widgets::YamlView;
    d->copyYaml = new QPushButton;
    d->reveal = new QPushButton;
    d->reveal->setCheckable(true);
    d->state = new widgets::StateView;

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

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(d->header);
    layout->addWidget(d->tabs, 1);
    layout->addWidget(d->state, 1);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    d->debounce.setSingleShot(true);
    d->debounce.setInterval(120);
    connect(&d->debounce, &QTimer::timeout, this, &DetailPane::load);
    connect(d->header, &DetailHeader::closeRequested, this, &DetailPane::closeRequested);
    connect(d->state, &widgets::StateView::retryRequested, this, &DetailPane::load);
    connect(d->yaml, &widgets::YamlView::columnRequested, this, [this](const QStringList &path) {
        const bool labelled = path.size() == 3 && path[0] == QLatin1String("metadata");
        if (labelled && path[1] == QLatin1String("labels"))
            emit columnRequested(QStringLiteral("label:") + path[2]);
        else if (labelled && path[1] == QLatin1String("annotations"))
            emit columnRequested(QStringLiteral("annotation:") + path[2]);
        else
            emit columnRequested(kube::pathOf(path));
    });
    connect(d->copyYaml, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(d->yaml->toPlainText()); });
    connect(d->reveal, &QPushButton::toggled, this, [this](bool shown) {
        d->unmasked = shown;
        if (d->detail)
            d->yaml->setYaml(shown ? d->detail->yamlUnmasked : d->detail->yaml);
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] {
        renderHeader();
        render();
    });
    retranslate();
}

DetailPane::~DetailPane() = default;

void DetailPane::setSource(Source source)
{
    clear();
    d->source = std::move(source);
}

void DetailPane::showObject(const kube::ResourceKind &kind, const Selection &row)
{
    const bool same = d->hasRow && d->row.uid == row.uid;
    if (same && d->row.resourceVersion == row.resourceVersion) {
        // Monitoring's figures come without a new version.
        if (d->row.cells != row.cells) {
            d->row = row;
            renderHeader();
            renderOverview();
        }
        return;
    }
    d->kind = kind;
    d->row = row;
    d->hasRow = true;
    if (!same) {
        d->detail.reset();
        d->events.clear();
        d->eventsError = {};
        d->unmasked = false;
        d->copyWanted = false;
        d->reveal->setChecked(false);
        d->state->showNothing();
        d->tabs->show();
        ++d->generation; // an answer about the one before is of no use
        render();
    }
    renderHeader();
    d->loading = d->loading || !same;
    // Walking through a list with the arrow keys does not ask for every object on the way; an object that changes many times a second
    // is read twice a second.
    if (!same)
        d->debounce.start(120);
    else if (!d->debounce.isActive())
        d->debounce.start(500);
}

void DetailPane::clear()
{
    ++d->generation;
    d->debounce.stop();
    d->hasRow = false;
    d->loading = false;
    d->copyWanted = false;
    d->detail.reset();
    d->events.clear();
    d->state->showNothing();
    d->tabs->show();
    renderHeader();
    render();
}

void DetailPane::showTab(Tab tab)
{
    d->tabs->setCurrentIndex(static_cast<int>(tab));
}

void DetailPane::copyYaml()
{
    if (d->detail)
        QApplication::clipboard()->setText(d->detail->yaml);
    else
        d->copyWanted = d->hasRow;
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
    if (!d->source.detail || !d->source.events || !d->hasRow) {
        d->loading = false;
        return;
    }
    const int generation = ++d->generation;
    d->source.detail(d->kind, d->row.nameSpace, d->row.name, this, [this, generation](const Result<std::shared_ptr<const kube::ObjectDetail>> &answer) {
        if (generation != d->generation)
            return;
        d->loading = false;
        if (!answer) {
            const ErrorText text = errorText(answer.error());
            // What was read before stays; an object that was never read has nothing else to show.
            if (!d->detail) {
                if (answer.error().code == ErrorCode::Forbidden)
                    d->state->showForbidden(text.title, text.advice, text.details);
                else
                    d->state->showError(text.title, text.advice, text.details);
                d->tabs->hide();
            }
        } else {
            d->detail = *answer;
            d->state->showNothing();
            d->tabs->show();
            if (std::exchange(d->copyWanted, false))
                QApplication::clipboard()->setText(d->detail->yaml);
            renderHeader();
            render();
        }
        emit loaded();
    });
    d->source.events(d->kind, d->row.nameSpace, d->row.name, this, [this, generation](const Result<QList<kube::ObjectEvent>> &answer) {
        if (generation != d->generation)
            return;
        d->eventsError = answer ? Error{} : answer.error();
        if (answer)
            d->events = *answer;
        renderEvents();
        renderOverview();
    });
}

void DetailPane::renderHeader()
{
    // The list is watched, the object was read once: the row's word is the newer one.
    if (d->hasRow)
        d->header->showObject(d->kind, d->row, d->row.status.isEmpty() && d->detail ? d->detail->status : d->row.status);
    else
        d->header->clear();
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

void DetailPane::renderOverview()
{
    using Shape = kube::DetailSection::Shape;
    const UnixMs now = d->clock.now();
    QList<QWidget *> parts;
    if (!d->detail) {
        parts << makeSectionTitle(d->hasRow ? tr("Reading…") : tr("Select a row to see it here."));
        d->overview->setParts(parts);
        return;
    }
    // How loaded, how well, then what it is.
    QList<kube::DetailSection> sections = d->detail->sections;
    const auto rank = [](const kube::DetailSection &section) { return section.shape == Shape::Meters ? 0 : section.shape == Shape::Conditions ? 1 : 2; };
    std::stable_sort(sections.begin(), sections.end(), [&](const auto &a, const auto &b) { return rank(a) < rank(b); });
    for (kube::DetailSection &section : sections) {
        if (section.entries.isEmpty())
            continue;
        if (section.shape == Shape::Meters)
            for (auto &entry : section.entries)
                joinMeter(entry);
        parts << makeSectionTitle(section.title) << makeSection(section, now, [this](const QString &spec) { emit columnRequested(spec); });
        if (section.shape == Shape::Meters)
            parts << makeQuietLine(tr("dark: used · light: requested · end: allocatable"));
    }
    if (!d->events.isEmpty()) {
        parts << makeSectionTitle(tr("Latest events"));
        for (qsizetype i = 0; i < std::min<qsizetype>(latestEvents, d->events.size()); ++i)
            parts << makeEventRow(d->events.at(i), now);
    }
    kube::DetailSection labels;
    labels.shape = Shape::Chips;
    for (const auto &[key, value] : d->detail->labels) {
        kube::DetailSection::Entry entry;
        entry.label = key;
        entry.value = value;
        labels.entries << entry;
    }
    if (!labels.entries.isEmpty())
        parts << makeSectionTitle(tr("Labels")) << makeSection(labels, now);
    d->overview->setParts(parts);
}

void DetailPane::joinMeter(kube::DetailSection::Entry &entry) const
{
    // Monitoring's figures are the list's; the object itself knows only what is allocatable. A meter and its column bear the same title.
    for (std::size_t i = 0; i < d->kind.columns.size() && i < d->row.cells.size(); ++i) {
        const kube::Column &column = d->kind.columns[i];
        if (column.type != kube::CellType::Meter || models::columnTitle(column) != entry.label)
            continue;
        entry.used = d->row.cells[i].a;
        entry.requested = d->row.cells[i].b;
        return;
    }
}

void DetailPane::render()
{
    renderOverview();
    renderEvents();
    if (!d->detail) {
        d->metadata->setParts({});
        d->yaml->setYaml(QString());
        d->reveal->hide();
        return;
    }
    kube::DetailSection facts;
    const auto fact = [&facts](const QString &label, const QString &value) {
        kube::DetailSection::Entry entry;
        entry.label = label;
        entry.value = value;
        if (!value.isEmpty())
            facts.entries << entry;
    };
    fact(tr("Kind"), d->kind.type.kind);
    fact(tr("API version"), d->kind.type.apiVersion());
    fact(tr("Namespace"), d->detail->nameSpace);
    fact(tr("Created"), d->detail->created != 0 ? dateAndTime(d->detail->created) : QString());
    fact(tr("Resource version"), d->detail->resourceVersion);
    d->metadata->setParts({makeSectionTitle(tr("Identity")), makeSection(facts, d->clock.now()), makeSectionTitle(tr("Labels")),
        makePairs(d->detail->labels, tr("None"), [this](const QString &key) { emit columnRequested(QStringLiteral("label:") + key); }),
        makeSectionTitle(tr("Annotations")),
        makePairs(d->detail->annotations, tr("None"), [this](const QString &key) { emit columnRequested(QStringLiteral("annotation:") + key); })});
    d->reveal->setVisible(!d->detail->yamlUnmasked.isEmpty());
    d->yaml->setYaml(d->unmasked && !d->detail->yamlUnmasked.isEmpty() ? d->detail->yamlUnmasked : d->detail->yaml);
}

void DetailPane::retranslate()
{
    d->tabs->setTabText(0, tr("Overview"));
    d->tabs->setTabText(2, tr("Metadata"));
    d->tabs->setTabText(3, tr("YAML"));
    d->copyYaml->setText(tr("Copy"));
    d->reveal->setText(tr("Show values"));
    d->tabs->setAccessibleName(tr("Parts of the object"));
    d->overview->setAccessibleName(tr("Overview"));
    d->eventsPage->setAccessibleName(tr("Events"));
    d->metadata->setAccessibleName(tr("Metadata"));
    d->yaml->setAccessibleName(tr("YAML"));
    setAccessibleName(tr("Details"));
    renderHeader();
    renderEvents();
    render();
}

void DetailPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        load(); // the words of the sections were made where the object was read
    }
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
