#include "settings.h"

#include <sk/core/fileerror.h>
#include <sk/core/logging.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

namespace sk::settings {

namespace {

constexpr int currentFormat = 1;
constexpr auto formatKey = "format";

/// What the INI format reads back as text is of the default's type again; nullopt when it cannot be.
std::optional<QVariant> asTypeOf(const QVariant &defaultValue, const QVariant &stored)
{
    const int type = defaultValue.typeId();
    if (type == QMetaType::QStringList) {
        // A list of one is written as a plain text, an empty one as "@Invalid()".
        if (!stored.isValid())
            return QStringList();
        return stored.toStringList();
    }
    if (type == QMetaType::Bool) {
        const QString text = stored.toString();
        if (text == QLatin1String("true"))
            return true;
        if (text == QLatin1String("false"))
            return false;
        return std::nullopt;
    }
    QVariant value = stored;
    if (!value.isValid() || !value.convert(QMetaType(type)))
        return std::nullopt;
    return value;
}

} // namespace

struct Settings::Private {
    QString directory;
    QString file;
    std::unique_ptr<QSettings> ini;
    QTimer saveSoon;
    bool failureSaid = false;
};

Settings::Settings(QString directory, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->directory = std::move(directory);
    d->file = d->directory + QStringLiteral("/settings.ini");
    d->ini = std::make_unique<QSettings>(d->file, QSettings::IniFormat);
    d->saveSoon.setSingleShot(true);
    d->saveSoon.setInterval(500);
    connect(&d->saveSoon, &QTimer::timeout, this, [this] { (void)sync(); });
}

Settings::~Settings()
{
    if (d->saveSoon.isActive())
        (void)sync();
}

QString Settings::defaultDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/sk-console");
}

QString Settings::directory() const
{
    return d->directory;
}

Error Settings::load()
{
    const QFileInfo info(d->file);
    if (!info.exists())
        return {};

    bool broken = false;
    QString why;
    QFile raw(d->file);
    if (!raw.open(QIODevice::ReadOnly)) {
        // Not broken, only not for us: it is left where it is.
        qCWarning(lcSettings).noquote() << "cannot read" << d->file << raw.errorString();
        return fileError(ErrorCode::FileUnreadable, d->file, raw.errorString());
    }
    // QSettings takes binary rubbish for keys as long as it has a '='.
    if (raw.read(1 << 20).contains('\0')) {
        broken = true;
        why = QStringLiteral("not a text file");
    }
    raw.close();
    if (!broken) {
        d->ini = std::make_unique<QSettings>(d->file, QSettings::IniFormat);
        (void)d->ini->allKeys(); // reads
        if (d->ini->status() == QSettings::FormatError) {
            broken = true;
            why = QStringLiteral("not an INI file");
        }
    }
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss"));
    if (broken) {
        d->ini.reset();
        const QString kept = d->file + QStringLiteral(".broken-") + stamp;
        const bool moved = QFile::rename(d->file, kept);
        qCWarning(lcSettings).noquote() << d->file << "is" << why << (moved ? QStringLiteral("kept as ") + kept : QStringLiteral("and cannot be moved"));
        d->ini = std::make_unique<QSettings>(d->file, QSettings::IniFormat);
        if (!moved)
            d->ini->clear();
        return fileError(ErrorCode::FileUnreadable, moved ? kept : d->file, why);
    }

    const int format = d->ini->value(QLatin1String(formatKey), currentFormat).toInt();
    if (format > currentFormat) {
        // A newer version's file is used as far as it is understood, and its owner keeps a copy.
        const QString kept = d->file + QStringLiteral(".format-%1").arg(format);
        if (QFile::exists(kept))
            return {}; // it was said when the copy was made
        const bool copied = QFile::copy(d->file, kept);
        Error newer = fileError(ErrorCode::FileUnreadable, copied ? kept : d->file, QStringLiteral("format %1, this version writes %2").arg(format).arg(currentFormat));
        newer.reason = QStringLiteral("newer");
        return newer;
    }
    return {};
}

QVariant Settings::value(const SettingInfo &info) const
{
    const QLatin1String key(info.key);
    if (!d->ini->contains(key))
        return info.defaultValue;
    const auto value = asTypeOf(info.defaultValue, d->ini->value(key));
    if (!value || (info.valid && !info.valid(*value)))
        return info.defaultValue;
    return *value;
}

void Settings::setValue(const SettingInfo &info, const QVariant &newValue)
{
    if (info.valid && !info.valid(newValue)) {
        qCWarning(lcSettings) << "a value that" << info.key << "does not take was ignored";
        return;
    }
    if (value(info) == newValue && d->ini->contains(QLatin1String(info.key)))
        return;
    d->ini->setValue(QLatin1String(info.key), newValue);
    d->saveSoon.start();
    emit changed(QLatin1String(info.key));
}

QStringList Settings::lines() const
{
    QStringList lines;
    for (const QString &key : d->ini->allKeys()) {
        if (key.startsWith(QLatin1String("layout/")))
            continue;
        // What was set since the file was read keeps its type, and a number or a switch is no list.
        const QVariant value = d->ini->value(key);
        const bool list = value.typeId() == QMetaType::QStringList || value.typeId() == QMetaType::QVariantList;
        lines += key + QStringLiteral(" = ") + (list ? value.toStringList().join(QStringLiteral(", ")) : value.toString());
    }
    lines.sort();
    return lines;
}

QByteArray Settings::layout(const QString &name) const
{
    return d->ini->value(QStringLiteral("layout/") + name).toByteArray();
}

void Settings::setLayout(const QString &name, const QByteArray &state)
{
    if (layout(name) == state)
        return;
    d->ini->setValue(QStringLiteral("layout/") + name, state);
    d->saveSoon.start();
}

Error Settings::sync()
{
    d->saveSoon.stop();
    if (!QDir().mkpath(d->directory))
        qCDebug(lcSettings) << "cannot make the directory";
    if (!d->ini->contains(QLatin1String(formatKey)))
        d->ini->setValue(QLatin1String(formatKey), currentFormat);
    d->ini->sync();
    if (d->ini->status() != QSettings::AccessError) {
        d->failureSaid = false;
        return {};
    }
    const Error error = fileError(ErrorCode::FileUnwritable, d->file, QStringLiteral("the settings cannot be written"));
    if (!d->failureSaid) {
        d->failureSaid = true;
        qCWarning(lcSettings).noquote() << toLogText(error) << d->file;
        emit saveFailed(error);
    }
    return error;
}

} // namespace sk::settings
