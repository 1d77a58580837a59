#pragma once

class QWidget;

namespace sk::widgets {

/// Takes a widget, with all that is in it, out of the accessibility tree, or puts it back. Qt leaves what is merely hidden in the tree, where
/// its texts can be read, and keeps answering whoever looked it up before. Does not hide it from the eye. Main thread.
void setConcealed(QWidget *widget, bool concealed);

} // namespace sk::widgets
