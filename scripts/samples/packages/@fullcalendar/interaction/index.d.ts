export { default } from '@fullcalendar/angular/interaction';
