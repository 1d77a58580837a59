#include "savedviews.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace sk::ui {

namespace {

using nlohmann::json;

const QString storedAs = QStringLiteral("savedViews");
constexpr int fileVersion = 1;
constexpr const char *fileKind = "sk-console/views";
constexpr qsizetype largestFile = 2 << 20;
constexpr std::size_t mostViews = 500;

QString textOf(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
}

json toJson(const SavedView &view)
{
    json object{{"name", view.name.toStdString()}, {"kind", view.kind.toStdString()}};
    if (!view.icon.isEmpty())
        object["icon"] = view.icon.toStdString();
    if (!view.filter.isEmpty())
        object["filter"] = view.filter.toStdString();
    if (!view.namespaces.isEmpty()) {
        object["namespaces"] = json::array();
        for (const QString &name : view.namespaces)
            object["namespaces"].push_back(name.toStdString());
    }
    if (json layout = json::parse(view.layout.begin(), view.layout.end(), nullptr, false); layout.is_object())
        object["table"] = std::move(layout);
    return object;
}

/// Nothing for what is no view. Lengths are bounded: a file may come from anybody.
std::optional<SavedView> toView(const json &object)
{
    if (!object.is_object())
        return std::nullopt;
    SavedView view;
    view.name = textOf(object, "name").simplified();
    view.kind = textOf(object, "kind");
    view.icon = textOf(object, "icon");
    view.filter = textOf(object, "filter");
    const auto plain = [](const QString &text) {
        return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'.' || c == u'_' || c == u'/'; });
    };
    if (view.name.isEmpty() || view.name.size() > 200 || view.kind.isEmpty() || view.kind.size() > 253 || !plain(view.kind) || view.icon.size() > 60
        || !plain(view.icon) || view.filter.size() > 8'000)
        return std::nullopt;
    if (const auto names = object.find("namespaces"); names != object.end()) {
        if (!names->is_array() || names->size() > 1'000)
            return std::nullopt;
        for (const json &name : *names) {
            if (!name.is_string() || name.get_ref<const std::string &>().size() > 253)
                return std::nullopt;
            view.namespaces += QString::fromStdString(name.get<std::string>());
        }
    }
    if (const auto table = object.find("table"); table != object.end()) {
        if (!table->is_object())
            return std::nullopt;
        view.layout = QByteArray::fromStdString(table->dump());
    }
    return view;
}

struct ReadViews {
    QList<SavedView> views;
    QString trouble;
};

ReadViews read(const QByteArray &bytes)
{
    ReadViews result;
    const auto trouble = [&result](const char *sentence) {
        result.views.clear();
        result.trouble = QCoreApplication::translate("sk", sentence);
        return result;
    };
    if (bytes.size() > largestFile)
        return trouble(QT_TRANSLATE_NOOP("sk", "The file is too large to hold views. Nothing was taken from it."));
    const json root = json::parse(bytes.begin(), bytes.end(), nullptr, false);
    if (root.is_discarded())
        return trouble(QT_TRANSLATE_NOOP("sk", "The file is not readable as JSON; perhaps it is cut. Nothing was taken from it."));
    if (!root.is_object() || textOf(root, "kind") != QLatin1String(fileKind))
        return trouble(QT_TRANSLATE_NOOP("sk", "The file holds no views of this program. Nothing was taken from it."));
    const auto version = root.find("version");
    if (version == root.end() || !version->is_number_integer() || version->get<long long>() < 1)
        return trouble(QT_TRANSLATE_NOOP("sk", "The file does not say its version. Nothing was taken from it."));
    if (version->get<long long>() > fileVersion)
        return trouble(QT_TRANSLATE_NOOP("sk", "The file was written by a newer version of this program. Nothing was taken from it."));
    const auto views = root.find("views");
    if (views == root.end() || !views->is_array() || views->size() > mostViews)
        return trouble(QT_TRANSLATE_NOOP("sk", "The file holds no list of views. Nothing was taken from it."));
    int number = 0;
    for (const json &each : *views) {
        ++number;
        const auto view = toView(each);
        if (!view) {
            result.views.clear();
            result.trouble = QCoreApplication::translate("sk", "View %1 in the file is not complete or not valid. Nothing was taken from it.").arg(number);
            return result;
        }
        result.views += *view;
    }
    return result;
}

} // namespace

SavedViews &SavedViews::of(settings::Settings &settings)
{
    if (auto *present = settings.findChild<SavedViews *>(QString(), Qt::FindDirectChildrenOnly))
        return *present;
    return *new SavedViews(settings);
}

SavedViews::SavedViews(settings::Settings &settings)
    : QObject(&settings)
    , m_settings(settings)
{
    const QByteArray stored = settings.layout(storedAs);
    if (stored.isEmpty())
        return;
    ReadViews found = read(stored);
    if (!found.trouble.isEmpty()) {
        // Written by a newer program, or broken: kept aside, so that the first new view does not overwrite it.
        settings.setLayout(storedAs + QStringLiteral(".unreadable"), stored);
        return;
    }
    m_views = std::move(found.views);
    for (SavedView &view : m_views)
        view.id = QString::number(++m_lastId);
}

std::optional<SavedView> SavedViews::find(const QString &id) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(), [&id](const SavedView &view) { return view.id == id; });
    return found != m_views.end() ? std::optional(*found) : std::nullopt;
}

QString SavedViews::freeName(const QString &wanted) const
{
    const auto taken = [this](const QString &name) { return std::any_of(m_views.begin(), m_views.end(), [&name](const SavedView &view) { return view.name == name; }); };
    QString name = wanted;
    for (int i = 2; taken(name); ++i)
        name = QStringLiteral("%1 (%2)").arg(wanted).arg(i);
    return name;
}

QString SavedViews::add(SavedView view)
{
    view.id = QString::number(++m_lastId);
    view.name = freeName(view.name.simplified());
    m_views += view;
    changedByUser();
    return view.id;
}

void SavedViews::rename(const QString &id, const QString &name, const QString &icon)
{
    const QString wanted = name.simplified();
    for (SavedView &view : m_views) {
        if (view.id != id || wanted.isEmpty() || (view.name == wanted && view.icon == icon))
            continue;
        if (view.name != wanted)
            view.name = freeName(wanted);
        view.icon = icon;
        changedByUser();
        return;
    }
}

void SavedViews::replace(const QString &id, const SavedView &shown)
{
    for (SavedView &view : m_views) {
        if (view.id != id)
            continue;
        SavedView changed = shown;
        changed.id = view.id;
        changed.name = view.name;
        changed.icon = view.icon;
        if (changed == view)
            return;
        view = changed;
        changedByUser();
        return;
    }
}

void SavedViews::arrange(const QString &id, const QByteArray &layout)
{
    for (SavedView &view : m_views) {
        if (view.id != id || view.layout == layout)
            continue;
        view.layout = layout;
        m_settings.setLayout(storedAs, toFile());
        return;
    }
}

void SavedViews::move(const QString &id, int step)
{
    const auto found = std::find_if(m_views.begin(), m_views.end(), [&id](const SavedView &view) { return view.id == id; });
    const qsizetype from = found - m_views.begin();
    const qsizetype to = std::clamp<qsizetype>(from + step, 0, m_views.size() - 1);
    if (found == m_views.end() || from == to)
        return;
    m_views.move(from, to);
    changedByUser();
}

void SavedViews::remove(const QString &id)
{
    for (qsizetype i = 0; i < m_views.size(); ++i) {
        if (m_views[i].id != id)
            continue;
        const SavedView view = m_views.takeAt(i);
        changedByUser();
        m_removed = {i, view};
        emit changed();
        return;
    }
}

QString SavedViews::removedName() const
{
    return m_removed ? m_removed->second.name : QString();
}

void SavedViews::putBack()
{
    if (!m_removed)
        return;
    auto [place, view] = *m_removed;
    view.name = freeName(view.name);
    m_views.insert(std::min(place, m_views.size()), view);
    changedByUser();
}

QByteArray SavedViews::toFile(const QStringList &ids) const
{
    json root{{"kind", fileKind}, {"version", fileVersion}, {"views", json::array()}};
    for (const SavedView &view : m_views) {
        if (ids.isEmpty() || ids.contains(view.id))
            root["views"].push_back(toJson(view));
    }
    return QByteArray::fromStdString(root.dump(2, ' ', false, json::error_handler_t::replace)) + '\n';
}

SavedViews::Import SavedViews::fromFile(const QByteArray &bytes)
{
    const ReadViews found = read(bytes);
    if (!found.trouble.isEmpty())
        return {0, found.trouble};
    for (SavedView view : found.views) {
        view.id = QString::number(++m_lastId);
        view.name = freeName(view.name);
        m_views += view;
    }
    if (!found.views.isEmpty())
        changedByUser();
    return {static_cast<int>(found.views.size()), {}};
}

void SavedViews::changedByUser()
{
    m_removed.reset(); // what can be put back is the last thing that was done
    m_settings.setLayout(storedAs, toFile());
    emit changed();
}

} // namespace sk::ui
