#include "connectionlist_p.h"

#include <sk/theme/theme.h>

#include <QApplication>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QUrl>

namespace sk::ui {
namespace {

enum ItemRole { IdRole = Qt::UserRole, SecondLineRole, EnvironmentRole };

/// Two lines: the name with the environment's word, and who and where. Starts from the style, so that selection and focus are its own.
class ConnectionDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, 2 * option.fontMetrics.height() + 4 + 2 * padding};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        option.text.clear();
        const auto *style = option.widget ? option.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

        auto &theme = theme::Theme::instance();
        painter->save();
        const bool selected = option.state & QStyle::State_Selected;
        if (selected)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.color(theme::Role::SelectionEdge));
        const auto text = selected ? option.palette.color(QPalette::HighlightedText) : option.palette.color(QPalette::Text);
        QRect area = option.rect.adjusted(19, padding, -12, -padding);
        QFont bold = option.font;
        bold.setBold(true);
        const QFontMetrics boldMetrics(bold);
        const QString word = environmentWord(static_cast<session::Environment>(index.data(EnvironmentRole).toInt()));
        const int wordWidth = word.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(word) + 12;
        const QString name = boldMetrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, area.width() - wordWidth - 4);
        painter->setFont(bold);
        painter->setPen(text);
        const QRect first(area.left(), area.top(), area.width(), option.fontMetrics.height());
        painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);
        if (!word.isEmpty()) {
            const auto tone = word == environmentWord(session::Environment::Production) ? theme::Tone::Failing : theme::Tone::Unknown;
            const QRect pill(first.left() + boldMetrics.horizontalAdvance(name) + 6, first.top(), wordWidth - 2, first.height());
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(theme.foreground(tone));
            painter->setBrush(theme.background(tone));
            painter->drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
            painter->setFont(option.font);
            painter->drawText(pill, Qt::AlignCenter, word);
        }
        painter->setFont(option.font);
        painter->setPen(selected ? text : theme.color(theme::Role::SecondaryText));
        const QRect second(area.left(), first.bottom() + 5, area.width(), option.fontMetrics.height());
        painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(index.data(SecondLineRole).toString(), Qt::ElideMiddle, second.width()));
        painter->restore();
    }

private:
    static constexpr int padding = 8;

    static QString environmentWord(session::Environment environment)
    {
        switch (environment) {
        case session::Environment::Production:
            return ConnectionList::tr("PROD");
        case session::Environment::Test:
            return ConnectionList::tr("TEST");
        case session::Environment::Development:
            return ConnectionList::tr("DEV");
        case session::Environment::Unmarked:
            break;
        }
        return {};
    }
};

} // namespace

ConnectionList::ConnectionList(QWidget *parent)
    : QListWidget(parent)
{
    setItemDelegate(new ConnectionDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Connections"));
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            emit chosen(item->data(IdRole).toString());
    });
    connect(this, &QListWidget::itemDoubleClicked, this, [this](QListWidgetItem *item) { emit openRequested(item->data(IdRole).toString()); });
}

void ConnectionList::setProfiles(const QList<session::Profile> &profiles, bool withNew)
{
    const QString before = selectedId();
    const QSignalBlocker quiet(this);
    clear();
    for (const auto &profile : profiles) {
        auto *item = new QListWidgetItem(this);
        const QString host = QUrl(profile.server).authority();
        item->setData(IdRole, profile.id);
        item->setText(profile.demo ? tr("Demo cluster (built in)") : profile.name.isEmpty() ? host : profile.name);
        item->setData(SecondLineRole, profile.demo ? tr("nothing leaves this computer") : profile.user.isEmpty() ? host : tr("%1 · %2", "user, host").arg(profile.user, host));
        item->setData(EnvironmentRole, static_cast<int>(profile.environment));
        const QString all = item->text() + QStringLiteral(", ") + item->data(SecondLineRole).toString();
        item->setData(Qt::AccessibleTextRole, all);
        item->setToolTip(profile.demo ? all : profile.server);
    }
    if (withNew) {
        auto *item = new QListWidgetItem(tr("New connection"), this);
        item->setData(IdRole, QString());
        item->setData(SecondLineRole, tr("not saved yet"));
    }
    select(before);
}

void ConnectionList::select(const QString &id)
{
    for (int i = 0; i < count(); ++i) {
        if (item(i)->data(IdRole).toString() == id) {
            setCurrentRow(i);
            return;
        }
    }
}

QString ConnectionList::selectedId() const
{
    return currentItem() ? currentItem()->data(IdRole).toString() : QString();
}

} // namespace sk::ui
