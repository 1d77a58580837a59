#pragma once

#include <sk/core/clock.h>
#include <sk/kube/cluster.h>
#include <sk/kube/resourcekind.h>

#include <QWidget>

#include <memory>

namespace sk::ui {

/// One object beside the list: what it is, how it fares, its events, labels and YAML. Read whole when selected, and again when
/// the list reports a new version.
class DetailPane : public QWidget {
    Q_OBJECT

public:
    explicit DetailPane(const Clock &clock, QWidget *parent = nullptr);
    ~DetailPane() override;

    void setCluster(kube::Cluster *cluster); ///< null: none; clears
    /// Shows the object of a row; the same object with the same version is left as it is.
    void show(const kube::ResourceKind &kind, const kube::Row &row);
    void clear();
    void showYaml(); ///< brings the YAML tab to the front
    [[nodiscard]] bool loading() const;
    [[nodiscard]] QString yaml() const; ///< of the object shown, values of a Secret masked

signals:
    void closeRequested();
    void loaded();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void load();
    void render();
    void renderEvents();
    void renderHeader();
    void retranslate();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::ui
