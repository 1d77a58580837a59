#pragma once

#include <sk/core/result.h>

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QVariant>

#include <functional>
#include <memory>
#include <optional>

namespace sk::settings {

/// A setting, declared once: its key, its default, and what values it takes. See keys.h for all of them.
struct SettingInfo {
    const char *key;
    QVariant defaultValue;
    std::function<bool(const QVariant &)> valid; ///< empty: any value of the default's type
};

/// The user's settings, an INI file in the configuration directory. A file that cannot be read is kept beside the new one and
/// reported by load(). Values that do not pass their validator count as absent. Main thread. Holds no secret.
class Settings : public QObject {
    Q_OBJECT

public:
    explicit Settings(QString directory, QObject *parent = nullptr);
    ~Settings() override;

    /// A file of a newer version is used as far as it is understood and kept beside; that is reported once, FileUnreadable with the reason "newer".
    [[nodiscard]] Error load();
    [[nodiscard]] QString directory() const;

    [[nodiscard]] QVariant value(const SettingInfo &info) const;
    void setValue(const SettingInfo &info, const QVariant &value);

    /// Every key and value of the file but the layouts, sorted, as text: for support reports.
    [[nodiscard]] QStringList lines() const;

    /// Layout states of windows, headers and splitters by name: opaque bytes, no declaration needed.
    [[nodiscard]] QByteArray layout(const QString &name) const;
    void setLayout(const QString &name, const QByteArray &state);

    /// Writes what is pending; FileUnwritable (disk full, read-only home) loses nothing in memory and is reported once by saveFailed().
    Error sync();

    /// The platform's own place: $XDG_CONFIG_HOME/sk-console and its kin.
    static QString defaultDirectory();

signals:
    void changed(const QString &key);
    void saveFailed(const sk::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::settings
