#pragma once

#include "selection.h"

#include <sk/kube/resourcekind.h>

#include <QWidget>

class QLabel;
class QToolButton;

namespace sk::ui {

/// The head of the detail pane: what the object is called, what it is, and how it is, in words, shape and colour.
class DetailHeader : public QWidget {
    Q_OBJECT

public:
    explicit DetailHeader(QWidget *parent = nullptr);
    void showObject(const kube::ResourceKind &kind, const Selection &row, const QString &status);
    void clear(); ///< there is none

signals:
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showIcon();
    QLabel *m_symbol, *m_name, *m_status, *m_kindName;
    QToolButton *m_close;
};

} // namespace sk::ui
