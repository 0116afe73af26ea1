package foz.spec;

import java.util.Map;

/** What a key of a later version holds; {@link Fields} says when it comes. */
record LaterShape() implements Shape<Later> {

    @Override
    public Later read(Node node, String key, Problems problems) {
        return Later.ABSENT;
    }

    @Override
    public String words() {
        return "not available in this version";
    }

    @Override
    public Map<String, Object> schema() {
        return Json.object("deprecated", true);
    }
}
