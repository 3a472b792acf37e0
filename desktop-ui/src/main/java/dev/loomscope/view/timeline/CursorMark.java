package dev.loomscope.view.timeline;

/** The edge of the row that the keyboard is at. */
final class CursorMark {
    private CursorMark() {}

    static void paint(Surface surface, TimelineModel model, Rows.Row row, int top, int bottom) {
        if (model.cursor().isAt(row)) {
            surface.gutterArea().fill(0, top + surface.line(), surface.px(3), bottom - surface.line(),
                    surface.palette().accent());
        }
    }
}
