DROP TABLE proxied_media;
DROP TABLE media_garbage;
DROP TABLE attachments;
DROP TABLE media;
