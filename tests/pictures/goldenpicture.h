#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QLibraryInfo>
#include <QString>
#include <QVersionNumber>

#include <algorithm>
#include <cstdlib>

/// Compares a picture with the one that a person looked at and committed.
///
/// Fonts are pinned, but their rasteriser is the system's: a channel may differ by `channelTolerance`, and a few pixels of a tile by
/// more. Counted by tiles, because a word or a mark that is missing is little of a whole picture and much of where it stood.
struct GoldenPicture {
    static constexpr int channelTolerance = 40;
    static constexpr int tileSide = 16; ///< pixels
    static constexpr int tileTolerance = 12; ///< pixels of a tile

    /// The pictures are of Qt 6.4. Another Qt's style outlines scroll bars otherwise, and its locales write times with other blanks: of
    /// another one, only sizes are compared.
    static bool isOfThisQt() { return QLibraryInfo::version().majorVersion() == 6 && QLibraryInfo::version().minorVersion() == 4; }

    /// Empty when `actual` is as `name` says; else what differs and where the picture of now was written.
    static QString compare(const QImage &actual, const QString &name)
    {
        const QString file = QStringLiteral(SK_TEST_DATA) + QStringLiteral("/pictures/") + name + QStringLiteral(".png");
        const QImage now = actual.convertToFormat(QImage::Format_RGB32);
        if (qEnvironmentVariableIsSet("SK_UPDATE_PICTURES")) {
            QDir().mkpath(QFileInfo(file).path());
            return now.save(file) ? QString() : QStringLiteral("cannot write ") + file;
        }
        const QImage golden = QImage(file).convertToFormat(QImage::Format_RGB32);
        if (golden.isNull())
            return QStringLiteral("there is no picture %1; SK_UPDATE_PICTURES=1 makes it").arg(file);
        QString difference;
        if (golden.size() != now.size()) {
            difference = QStringLiteral("%1 is %2 x %3 pixels, not %4 x %5").arg(name).arg(now.width()).arg(now.height()).arg(golden.width()).arg(golden.height());
        } else if (isOfThisQt()) {
            const int across = (now.width() + tileSide - 1) / tileSide;
            QList<int> others(across); // of the tiles of a row
            for (int y = 0; y < now.height() && difference.isEmpty(); ++y) {
                if (y % tileSide == 0)
                    others.fill(0);
                const auto *left = reinterpret_cast<const QRgb *>(now.constScanLine(y));
                const auto *right = reinterpret_cast<const QRgb *>(golden.constScanLine(y));
                for (int x = 0; x < now.width(); ++x) {
                    const bool other = std::max({std::abs(qRed(left[x]) - qRed(right[x])), std::abs(qGreen(left[x]) - qGreen(right[x])),
                                           std::abs(qBlue(left[x]) - qBlue(right[x]))}) > channelTolerance;
                    if (other && ++others[x / tileSide] > tileTolerance) {
                        difference = QStringLiteral("%1 differs at %2, %3").arg(name).arg(x).arg(y);
                        break;
                    }
                }
            }
        }
        if (difference.isEmpty())
            return {};
        const QString kept = QDir::current().filePath(name + QStringLiteral(".actual.png"));
        now.save(kept);
        return QStringLiteral("%1; the picture of now is %2").arg(difference, kept);
    }
};
