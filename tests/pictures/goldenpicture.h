#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QString>

#include <algorithm>
#include <cstdlib>

/// Compares a picture with the one that a person looked at and committed.
///
/// Fonts are pinned, but their rasteriser is the system's: a channel may differ by `channelTolerance`, and so may one pixel in a
/// thousand by more. A missing word, icon, colour or line of a state is far above that.
struct GoldenPicture {
    static constexpr int channelTolerance = 40;
    static constexpr double pixelTolerance = 0.001;

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
        } else {
            qint64 others = 0;
            for (int y = 0; y < now.height(); ++y) {
                const auto *left = reinterpret_cast<const QRgb *>(now.constScanLine(y));
                const auto *right = reinterpret_cast<const QRgb *>(golden.constScanLine(y));
                for (int x = 0; x < now.width(); ++x)
                    others += std::max({std::abs(qRed(left[x]) - qRed(right[x])), std::abs(qGreen(left[x]) - qGreen(right[x])),
                                        std::abs(qBlue(left[x]) - qBlue(right[x]))}) > channelTolerance;
            }
            if (double(others) > pixelTolerance * now.width() * now.height())
                difference = QStringLiteral("%1: %2 pixels differ").arg(name).arg(others);
        }
        if (difference.isEmpty())
            return {};
        const QString kept = QDir::current().filePath(name + QStringLiteral(".actual.png"));
        now.save(kept);
        return QStringLiteral("%1; the picture of now is %2").arg(difference, kept);
    }
};
