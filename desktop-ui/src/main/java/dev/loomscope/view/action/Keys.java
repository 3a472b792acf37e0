package dev.loomscope.view.action;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A way to ask for an action at the keyboard. */
public sealed interface Keys {
    /** As people read it: {@code Ctrl Shift Z}. */
    String text();

    /** A key with exactly these modifiers; shortcut is the platform's one, Ctrl or Cmd. */
    record Press(KeyCode code, boolean shortcut, boolean shift, boolean alt) implements Keys {
        /** Whether it is what was pressed. */
        boolean matches(KeyEvent event) {
            return event.getCode() == code && event.isShortcutDown() == shortcut && event.isShiftDown() == shift
                    && event.isAltDown() == alt;
        }

        @Override
        public String text() {
            return (shortcut ? "Ctrl " : "") + (alt ? "Alt " : "") + (shift ? "Shift " : "") + name();
        }

        private String name() {
            return switch (code) {
                case LEFT -> "\u2190";
                case RIGHT -> "\u2192";
                case UP -> "\u2191";
                case DOWN -> "\u2193";
                case PERIOD -> ".";
                case COMMA -> ",";
                case EQUALS -> "=";
                case PAGE_UP -> "Page up";
                case PAGE_DOWN -> "Page down";
                case ESCAPE -> "Esc";
                case CONTEXT_MENU -> "Menu";
                default -> code.isLetterKey() || code.isDigitKey()
                        ? code.getName()
                        : code.getName().charAt(0) + code.getName().substring(1).toLowerCase(Locale.ROOT);
            };
        }
    }

    /** A letter, on whatever key a keyboard has it. */
    record Typed(char letter) implements Keys {
        /** Whether it is what was typed. */
        boolean matches(KeyEvent event) {
            return event.getCharacter().length() == 1 && event.getCharacter().charAt(0) == letter
                    && !event.isShortcutDown() && !event.isAltDown();
        }

        @Override
        public String text() {
            return String.valueOf(letter);
        }
    }

    static Keys of(KeyCode code) {
        return new Press(code, false, false, false);
    }

    static Keys shift(KeyCode code) {
        return new Press(code, false, true, false);
    }

    static Keys shortcut(KeyCode code) {
        return new Press(code, true, false, false);
    }

    static Keys shortcutShift(KeyCode code) {
        return new Press(code, true, true, false);
    }

    static Keys alt(KeyCode code) {
        return new Press(code, false, false, true);
    }

    static Keys typed(char letter) {
        return new Typed(letter);
    }
}
