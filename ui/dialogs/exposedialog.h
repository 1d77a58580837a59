#pragma once

#include <sk/session/apiexposure.h>
#include <sk/session/profile.h>

#include <QDialog>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace sk::ui {

class ErrorLine;

/// "Expose the API" from a kubeconfig, in three steps: which kubeconfig and context; what the cluster has and which addresses answer; and, if
/// the user wants it, the change to NodePort, with the patch and the command shown before. Ends with connectionChosen(). What the kubeconfig
/// holds is used here and forgotten with the dialog.
class ExposeDialog : public QDialog {
    Q_OBJECT

public:
    /// `systemNamespace` is where the Service usually is ("kubesphere-system").
    explicit ExposeDialog(QString systemNamespace, QWidget *parent = nullptr);
    ~ExposeDialog() override;

    void setFile(const QString &file);

signals:
    /// A new connection: server and name only.
    void connectionChosen(const sk::session::Profile &profile);

private:
    enum Page { SourcePage, FoundPage, ConfirmPage };
    QWidget *sourcePage();
    QWidget *foundPage();
    QWidget *confirmPage();
    void readSource();
    void look();
    void update();
    void updateCandidates();
    void use();
    [[nodiscard]] QString chosenContext() const;
    [[nodiscard]] static QString nodeWords(const QList<session::NodeAddress> &addresses);

    QString m_systemNamespace;
    std::shared_ptr<const session::Kubeconfig> m_config;
    std::unique_ptr<session::ApiExposure> m_exposure;
    QStackedWidget *m_pages;
    QLineEdit *m_file = nullptr;
    QPlainTextEdit *m_paste = nullptr;
    QComboBox *m_context = nullptr;
    QLabel *m_contextNote = nullptr, *m_facts = nullptr, *m_nodes = nullptr, *m_progress = nullptr, *m_patch = nullptr, *m_command = nullptr, *m_confirmText = nullptr;
    QTreeWidget *m_candidates = nullptr;
    ErrorLine *m_sourceError, *m_error;
    QPushButton *m_next, *m_back, *m_expose, *m_cancel;
};

} // namespace sk::ui
