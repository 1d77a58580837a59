#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace sk::ui {

/// Where a page is: `sk://<kind>[/<namespace>[/<name>]][?filter=…]`. The kind is a plural ("pods"), or
/// "plural.group" as kubectl writes it ("backups.example.io"); cluster-scoped objects use "-" as namespace. What --open, links and history speak.
struct PageAddress {
    QString kind;
    QString nameSpace; ///< empty: all
    QString name; ///< empty: the list
    QString filter;

    [[nodiscard]] QUrl toUrl() const;
    [[nodiscard]] static std::optional<PageAddress> fromUrl(const QUrl &url);
    friend bool operator==(const PageAddress &, const PageAddress &) = default;
};

} // namespace sk::ui
