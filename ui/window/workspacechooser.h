#pragma once

#include <QMap>
#include <QStringList>
#include <QToolButton>

class QMenu;

namespace sk::kube {
class ObjectStore;
}

namespace sk::ui {

/// A button that says which workspace is shown: a scope of namespaces, as the platform's label on them tells. Hidden where no
/// namespace has one.
class WorkspaceChooser : public QToolButton {
    Q_OBJECT

public:
    explicit WorkspaceChooser(QWidget *parent = nullptr);

    /// Learns from the cluster's namespaces which workspace holds which.
    /// `apiDomain`: of the platform, the prefix of its label.
    void take(const kube::ObjectStore &namespaces, const QString &apiDomain);
    void clear(); ///< another connection
    [[nodiscard]] bool available() const { return !m_members.isEmpty(); }
    void openMenu();
    /// The namespaces that are shown: those of exactly one workspace choose it here.
    void setShown(const QStringList &namespaces);
    [[nodiscard]] QString chosen() const { return m_chosen; } ///< empty: all
    [[nodiscard]] QStringList members() const { return m_members.value(m_chosen); } ///< of the chosen one, sorted; empty for all

signals:
    void availableChanged(); ///< the first workspace is known, or the last one is gone
    void chosenChanged(); ///< by the user; or other namespaces belong to the chosen one now

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose(const QString &workspace);
    void updateText();

    QMap<QString, QStringList> m_members;
    QString m_chosen;
};

} // namespace sk::ui
