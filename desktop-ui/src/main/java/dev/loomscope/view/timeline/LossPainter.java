package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.Loss;
import dev.loomscope.view.theme.Figures;
import dev.loomscope.view.theme.Palette;

/** Paints where events were lost: hatched, with how many they are. What is nearer than the eye tells apart is one. */
final class LossPainter {
    /** Remarks stand in so many rows above each other; where there is no room, the hatching says it alone. */
    private static final int ROWS = 4;

    private static final int ROW = 24;

    private LossPainter() {}

    /** Losses that are one in the picture, from x0 to x1. */
    private record Stretch(int x0, int x1, long count, String category) {
        Stretch and(int end, Loss loss) {
            return new Stretch(x0, Math.max(x1, end), count + loss.count(),
                    category.equals(loss.category()) ? category : "");
        }

        String words() {
            return Figures.counted(count, "event") + of(category) + " lost";
        }
    }

    static void paint(Surface surface, TimelineModel model) {
        Pixels area = surface.rowsArea();
        Palette palette = surface.palette();
        List<Stretch> all = stretches(surface, model);
        for (Stretch stretch : all) {
            area.blend(stretch.x0, area.top, stretch.x1, area.bottom, palette.window(), 110);
            area.hatch(stretch.x0, area.top, stretch.x1, area.bottom, surface.px(8), surface.px(1.4), stretch.x0,
                    palette.runnable(), 110);
            area.blend(stretch.x0, area.top, stretch.x0 + surface.line(), area.bottom, palette.runnable(), 130);
            area.blend(stretch.x1 - surface.line(), area.top, stretch.x1, area.bottom, palette.runnable(), 130);
        }
        int[] ends = new int[ROWS];
        for (Stretch stretch : all) {
            double middle = (Math.max(stretch.x0, area.left) + Math.min(stretch.x1, area.right)) / 2.0;
            int left = OverlayPainter.tagLeft(surface, area, stretch.words(), middle);
            for (int row = 0; row < ROWS; row++) {
                if (left > ends[row]) {
                    OverlayPainter.tag(surface, area, stretch.words(), middle, area.bottom - surface.px(
                            30 + row * ROW), palette.runnable());
                    ends[row] = left + OverlayPainter.tagWidth(surface, stretch.words()) + surface.px(4);
                    break;
                }
            }
        }
    }

    private static List<Stretch> stretches(Surface surface, TimelineModel model) {
        Pixels area = surface.rowsArea();
        List<Stretch> all = new ArrayList<>();
        for (Loss loss : model.session().losses()) {
            int x0 = area.left + (int) Math.clamp(LanesPainter.timeX(surface, model, loss.from()), -9, 1e6);
            int x1 = area.left + (int) Math.clamp(LanesPainter.timeX(surface, model, loss.to()), -9, 1e6);
            x1 = Math.max(x1, x0 + surface.px(4));
            if (x1 < area.left || x0 > area.right) {
                continue;
            }
            Stretch last = all.isEmpty() ? null : all.getLast();
            if (last != null && x0 >= last.x0 && x0 <= last.x1 + surface.px(3)) {
                all.set(all.size() - 1, last.and(x1, loss));
            } else {
                all.add(new Stretch(x0, x1, loss.count(), loss.category()));
            }
        }
        return all;
    }

    /** Which events a category of losses is about, in words that follow them. */
    static String of(String category) {
        return switch (category) {
            case "task" -> " of pools";
            case "fork-join" -> " of fork/join";
            case "virtual-thread" -> " of virtual threads";
            default -> "";
        };
    }
}
