#include "rowexport.h"

#include "tableexport.h"

#include <sk/models/resourcetablemodel.h>

#include <QCoreApplication>
#include <QDate>
#include <QDir>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QMessageBox>
#include <QPointer>
#include <QProgressDialog>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTimer>

namespace sk::ui {

namespace {

constexpr int patienceMs = 1000; ///< before a progress is shown
constexpr int sliceMs = 8; ///< of work between other events: half a frame

/// One export on its way. Deletes itself.
class Export : public QObject {
public:
    Export(QWidget *parent, const QString &path, const RowsToExport &rows)
        : QObject(parent)
        , m_file(path)
        , m_model(rows.model)
    {
        m_valid = m_file.open(QIODevice::WriteOnly);
        const bool json = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
        m_writer = std::make_unique<TableExport>(*rows.model, rows.columns, json ? TableExport::Format::Json : TableExport::Format::Csv, m_file, rows.now);
        m_progress = new QProgressDialog(QCoreApplication::translate("sk", "Writing %n row(s)", nullptr, m_writer->total()),
            QCoreApplication::translate("sk", "Cancel"), 0, m_writer->total(), parent);
        m_progress->setWindowTitle(QCoreApplication::translate("sk", "Export"));
        m_progress->setMinimumDuration(patienceMs);
        m_progress->setAutoClose(false);
        m_progress->setAutoReset(false);
        connect(&m_timer, &QTimer::timeout, this, [this] { work(); });
        m_timer.start(0);
    }
    ~Export() override { delete m_progress.data(); }

private:
    void work()
    {
        if (!m_valid || m_writer->failed()) {
            end(m_file.errorString());
            return;
        }
        if (!m_model || (m_progress && m_progress->wasCanceled())) {
            m_file.cancelWriting();
            end(m_model ? QString() : QCoreApplication::translate("sk", "The list was closed or read anew meanwhile."));
            return;
        }
        QElapsedTimer slice;
        slice.start();
        bool done = false;
        while (!done && slice.elapsed() < sliceMs)
            done = m_writer->step(100);
        if (m_progress)
            m_progress->setValue(m_writer->written());
        if (done)
            end(m_writer->failed() || !m_file.commit() ? m_file.errorString() : QString());
    }

    void end(const QString &trouble)
    {
        m_timer.stop();
        if (!trouble.isEmpty()) {
            auto *box = new QMessageBox(QMessageBox::Warning, QCoreApplication::translate("sk", "Export"),
                QCoreApplication::translate("sk", "%1 was not written.").arg(QDir::toNativeSeparators(m_file.fileName())), QMessageBox::Close,
                static_cast<QWidget *>(parent()));
            box->setInformativeText(trouble);
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->open();
        }
        deleteLater();
    }

    QSaveFile m_file;
    QPointer<models::ResourceTableModel> m_model;
    std::unique_ptr<TableExport> m_writer;
    QPointer<QProgressDialog> m_progress;
    QTimer m_timer;
    bool m_valid = false;
};

} // namespace

void exportRows(QWidget *parent, const QString &name, const std::function<RowsToExport()> &rows)
{
    auto *dialog = new QFileDialog(parent, QCoreApplication::translate("sk", "Export the rows that are shown"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({QCoreApplication::translate("sk", "Comma-separated values (*.csv)"), QCoreApplication::translate("sk", "JSON (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(name + u'-' + QDate::currentDate().toString(Qt::ISODate) + QStringLiteral(".csv"));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const QString suffix = filter.contains(QLatin1String("json")) ? QStringLiteral("json") : QStringLiteral("csv");
        dialog->setDefaultSuffix(suffix);
        if (const QStringList chosen = dialog->selectedFiles(); !chosen.isEmpty()) {
            const QFileInfo file(chosen.first());
            dialog->selectFile(file.completeBaseName() + u'.' + suffix);
        }
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [parent, rows](const QString &path) {
        if (!path.isEmpty())
            new Export(parent, path, rows());
    });
    dialog->open();
}

} // namespace sk::ui
